// A centre to be hurt: the program as its own process, and a way to ask it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export const program = process.env.TSUNAGU ?? 'build/tsunagu';
const token = 'tsunagu_power';
const keys = join(tmpdir(), `tsunagu-keys-${process.pid}`);
const living = new Set();

// A process that ends with this one, whatever a failed test has left behind.
export function live(child) {
  living.add(child);
  child.on('exit', () => living.delete(child));
  return child;
}

process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
  rmSync(keys, { recursive: true, force: true });
});

const noCheckpoint = ['.output /dev/null', '.dbconfig no_ckpt_on_close on', '.output'].flatMap(
  (words) => ['-cmd', words],
);
const sqlitePath = (db) => db.match(/^sqlite:(.*)$/)?.[1];

// The folder of its keys: that of the file, so that they share its disk.
export function keysOf(db) {
  return sqlitePath(db) ? dirname(sqlitePath(db)) : join(keys, new URL(db).pathname);
}

// One statement or more; the lines of the answer, cells parted by "|". What
// sqlite3 writes stays in the log: in the file it would leave wrong sums behind.
export function sql(db, text) {
  const [command, args] = sqlitePath(db)
    ? ['sqlite3', ['-batch', '-bail', ...noCheckpoint, sqlitePath(db)]]
    : ['psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', db]];
  const said = execFileSync(command, args, { input: text, encoding: 'utf8', stdio: 'pipe' });
  return said.split('\n').filter(Boolean);
}

// A new centre in which a program may write. The pages that make such a key
// want a person with a second factor, so its hash goes straight in.
export function prepare(db) {
  mkdirSync(keysOf(db), { recursive: true, mode: 0o700 });
  execFileSync(program, ['init', '--db', db, '--keys', keysOf(db)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const hash = execFileSync('b2sum', ['-l', '256'], { input: token, encoding: 'utf8' });
  sql(
    db,
    `INSERT INTO api_token (id, hash, label, writes, made_by, made_at)
     SELECT 'power', '${hash.split(' ')[0]}', 'power', 1, id, '2026-04-01T00:00:00Z' FROM person;`,
  );
}

// The address is what the program prints once it listens: `listening` gives it,
// or null when the program ended before. `said` is what it logged, by lines.
export function launch(db, env = {}) {
  const words = ['serve', '--db', db, '--keys', keysOf(db), '--listen', '127.0.0.1:0'];
  const child = live(
    spawn(program, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    }),
  );
  const agent = new Agent({ keepAlive: true });
  const said = [];
  const ended = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
  const listening = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => resolve(line.trim()));
    ended.then(() => resolve(null));
  });
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));

  return {
    pid: child.pid,
    said,
    ended,
    listening,
    ask: async (method, path, body, key) => ask(await listening, agent, method, path, body, key),
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      agent.destroy();
      return ended;
    },
  };
}

export async function start(db, env) {
  const centre = launch(db, env);
  if (!(await centre.listening)) {
    await centre.ended;
    throw new Error(`it does not start: ${centre.said.join(' | ')}`);
  }
  return centre;
}

// Nobody knows whether it was done.
export class NoAnswer extends Error {}

// Rejects with NoAnswer when no whole answer came.
function ask(url, agent, method, path, body, key) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    if (body) headers['content-type'] = 'application/json';
    if (key) headers['idempotency-key'] = key;
    const call = request(url + path, { method, agent, headers, timeout: 30000 }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', (error) => reject(new NoAnswer(error.message)));
      answer.on('end', () => {
        if (!answer.complete) return reject(new NoAnswer('it broke off'));
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: answer.statusCode, headers: answer.headers, text });
      });
    });
    call.on('error', (error) => reject(new NoAnswer(error.message)));
    call.on('timeout', () => call.destroy(new Error('30 s went by')));
    call.end(body ? JSON.stringify(body) : undefined);
  });
}
