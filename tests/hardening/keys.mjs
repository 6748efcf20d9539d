// node tests/hardening/keys.mjs [POSTGRESQL]: the keys lie in a folder that is
// neither the database's nor the one for temporary files. From within the
// sandbox the server signs there, packs a sheet and writes a PDF. Ends in "N passed, N failed".

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { program, sql } from '../power/centre.mjs';

const engines = ['sqlite', ...process.argv.slice(2)];
const top = mkdtempSync(join(tmpdir(), 'tsunagu-database-'));
mkdirSync('build', { recursive: true });
const apart = mkdtempSync(resolve('build/keys-apart-'));
const name = `keys_apart_${process.pid}`;
const results = [];
const say = (text, holds) => results.push([text, holds]);

function newDatabase(engine) {
  if (engine === 'sqlite') return `sqlite:${top}/centre.db`;
  const url = new URL(engine);
  sql(engine, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return url.href;
}

async function listening(child) {
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('http://')) return line.trim();
  throw new Error('it ended before it listened');
}

const form = (values) => ({
  method: 'POST',
  redirect: 'manual',
  headers: { 'sec-fetch-site': 'same-origin' },
  body: new URLSearchParams(values),
});

async function check(engine, i) {
  const says = (text, holds) => say(`${new URL(db).protocol} ${text}`, holds);
  const db = newDatabase(engine);
  const keys = join(apart, String(i));
  const words = ['--db', db, '--keys', keys];
  const said = execFileSync(program, ['demo', ...words], { encoding: 'utf8' });
  const password = /^password: (\S+)$/m.exec(said)[1];
  const points = () => readFileSync(join(keys, 'checkpoints')).length;
  const before = points();

  const child = spawn(program, ['serve', ...words, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: top },
  });
  const ended = new Promise((end) => { child.on('exit', end); });
  const url = await listening(child);
  const state = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  says('shut in', /^Seccomp:\s*2$/m.test(state) && /^NoNewPrivs:\s*1$/m.test(state));

  const signed = await fetch(`${url}/sign-in`, form({ login: 'hana', password }));
  const cookie = signed.headers.get('set-cookie')?.split(';')[0];
  says('a person signs in', signed.status === 303 && cookie);
  const children = await fetch(`${url}/children`, { headers: { cookie } });
  says('and sees children', children.status === 200);
  const sheet = await fetch(`${url}/export/children.xlsx`, { headers: { cookie } });
  const bytes = Buffer.from(await sheet.arrayBuffer());
  says('a sheet is packed', sheet.status === 200 && bytes.subarray(0, 2).toString() === 'PK');
  const meetings = await fetch(`${url}/meetings?over=1`, { headers: { cookie } });
  const one = /\/meetings\/[0-9a-f-]{36}/.exec(await meetings.text())?.[0];
  const paper = await fetch(`${url}${one}/minutes.pdf`, { headers: { cookie } });
  const pdf = Buffer.from(await paper.arrayBuffer()).toString('latin1');
  says('a PDF is written in its own fonts', paper.status === 200 && pdf.includes('BIZUDPGothic'));
  child.kill('SIGTERM');
  says('an orderly end', (await ended) === 0);
  says('the log was signed', points() > before);
  execFileSync(program, ['verify', ...words], { stdio: 'ignore' });
  says('and is whole', true);
}

try {
  for (const [i, engine] of engines.entries()) await check(engine, i);
} catch (error) {
  say(String(error), false);
}
if (engines[1]) sql(engines[1], `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
for (const folder of [top, apart]) rmSync(folder, { recursive: true, force: true });

for (const [text, holds] of results) console.log(`${holds ? 'ok' : 'not ok'} ${text}`);
const failed = results.filter(([, holds]) => !holds).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
