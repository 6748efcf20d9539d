// node tests/keep/reseal.mjs [KILLS [ENGINE]]: a database of before there were
// seals is brought up to date by init, and by rekey to a newer key; killed in
// the middle it is the old one or the new one. Ends in "N passed, N failed".

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { keysOf, live, prepare, program, sql, start } from '../power/centre.mjs';
import { Checks } from './checks.mjs';

const kills = Number(process.argv[2] ?? 10);
const engine = process.argv[3] ?? 'sqlite';
const rows = 3000;
const top = mkdtempSync(join(tmpdir(), 'tsunagu-reseal-'));
const checks = new Checks();

function newDatabase(name) {
  if (engine === 'sqlite') return `sqlite:${top}/${name}/centre.db`;
  const url = new URL(engine);
  sql(engine, `CREATE DATABASE reseal_${process.pid}_${name}`);
  url.pathname = `/reseal_${process.pid}_${name}`;
  return url.href;
}

function drop(name) {
  if (engine !== 'sqlite') sql(engine, `DROP DATABASE reseal_${process.pid}_${name} WITH (FORCE)`);
}

// As the program wrote it before it could seal.
function writePlain(db) {
  sql(
    db,
    `WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < ${rows})
     INSERT INTO child (id, version, changed, number, name, note)
     SELECT 'c' || n, 2, 1, 'N' || n, 'plainname ' || n, 'plainnote' FROM up;
     INSERT INTO revision (record, record_id, version, at, login, body)
     SELECT 'child', id, 1, '2026-03-01T00:00:00Z', 'x', '{"name":"plainname before"}' FROM child;
     INSERT INTO audit_unsealed (id, at, person, login, verb, record, record_id, what)
     SELECT id, '2026-03-01T00:00:00Z', NULL, '-', 'add', 'child', id, '' FROM child;
     INSERT INTO draft (person, form, at, body)
     SELECT id, 'contact-new', '2026-04-01T00:00:00Z', 'body=plainnote' FROM person;`,
  );
}

const number = (db, query) => Number(sql(db, query)[0]);
// Whole words: five letters of either case stand in some sealed text by chance.
const left = (db) =>
  number(
    db,
    `SELECT (SELECT count(*) FROM child WHERE name LIKE 'plain%' OR note LIKE 'plain%')
     + (SELECT count(*) FROM revision WHERE body LIKE '%plainname%')
     + (SELECT count(*) FROM draft WHERE body LIKE '%plainnote%')
     + (SELECT count(*) FROM audit_unsealed)`,
  );
const newest = (db, key) =>
  number(db, `SELECT count(*) FROM child WHERE name LIKE '*${key}:%' AND note LIKE '*${key}:%'`);

const words = (command, db) => [command, '--db', db, '--keys', keysOf(db)];
const quietly = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
const run = (command, db) => execFileSync(program, words(command, db), quietly);

// Whether it was still running when it was killed.
async function killed(command, db, after) {
  const child = live(spawn(program, words(command, db), { stdio: 'ignore' }));
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal));
  });
  await Promise.race([wait(after), ended]);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

async function timeOf(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function grep(db, text) {
  if (engine !== 'sqlite') return false;
  const path = db.slice('sqlite:'.length);
  return [path, `${path}-wal`].some((name) => {
    try {
      return readFileSync(name).includes(text);
    } catch {
      return false;
    }
  });
}

async function main() {
  const db = newDatabase('a');
  prepare(db);
  writePlain(db);
  const all = left(db);
  checks.check('a database of before the seals can be read', all === 3 * rows + 1);
  const took = await timeOf(() => {
    checks.check('init says what it sealed', run('init', db).includes('texts sealed: 9001'));
  });
  checks.check('nothing can be read after init', left(db) === 0 && newest(db, 1) === rows);
  checks.check('nor in the files', !grep(db, 'plainname') && !grep(db, 'plainnote'));
  checks.check(
    'the old log is in the chain',
    number(db, `SELECT count(*) FROM audit WHERE verb = 'add' AND login = '-'`) === rows,
  );
  const again = run('init', db).trim();
  checks.check('init again has nothing to do', again === 'the database is up to date');
  checks.check('rekey', run('rekey', db).includes(`texts sealed with the new key: 9001`));
  checks.check('all under the new key', newest(db, 2) === rows && newest(db, 1) === 0);

  const centre = await start(db);
  const child = await centre.ask('GET', '/api/v1/children/c7');
  checks.check('and the server reads them', child.text.includes('"plainname 7"'));
  await centre.end();
  drop('a');

  let hits = 0;
  for (let i = 0; i < kills; i++) {
    const name = `k${i}`;
    const it = newDatabase(name);
    prepare(it);
    writePlain(it);
    hits += await killed('init', it, took * (0.2 + (0.9 * i) / kills));
    const after = left(it);
    checks.check(`killed in init: old or new (${after})`, after === 0 || after === all);
    const before = newest(it, 1);
    run('init', it);
    const whole = left(it) === 0 && newest(it, 1) === rows;
    checks.check('and init ends it', whole && before % rows === 0);
    hits += await killed('rekey', it, took * (0.2 + (0.9 * i) / kills));
    const now = newest(it, 2);
    checks.check(`killed in rekey: old or new (${now})`, now === 0 || now === rows);
    run('init', it);
    checks.check('and init ends that', newest(it, 1) + newest(it, 2) === rows && left(it) === 0);
    drop(name);
  }
  console.log(`${hits} of ${2 * kills} kills hit`);
  checks.check('some kills hit', kills < 5 || hits > 0);
}

try {
  await main();
} finally {
  rmSync(top, { recursive: true, force: true });
}
checks.end();
