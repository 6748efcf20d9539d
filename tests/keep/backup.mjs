// node tests/keep/backup.mjs [ROUNDS [ENGINE]]: backups while a server is being
// written to: what it had acknowledged before is in them, each is of one
// moment, and nobody waits for it. Ends in "N passed, N failed".

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { checkBooks } from '../power/books.mjs';
import { keysOf, live, prepare, program, sql, start } from '../power/centre.mjs';
import { chanceOf } from '../power/chance.mjs';
import { Ledger } from '../power/ledger.mjs';
import { Checks } from './checks.mjs';
import { done, Place, run } from './place.mjs';

const rounds = Number(process.argv[2] ?? 10);
const engine = process.argv[3] ?? 'sqlite';
const connections = 8;
const place = new Place('backup', engine);
const checks = new Checks();
const key = place.at('key');
const of = (db) => ['--db', db, '--keys', keysOf(db)];

// Beside us, so that the server goes on being written to.
function backup(db, file) {
  const words = ['backup', file, ...of(db), '--to', `${key}.public`, '--with-keys'];
  const child = live(spawn(program, words, { stdio: 'ignore' }));
  return { child, ended: new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code));
  }) };
}

// What is acknowledged by now: id, version and note of each.
const known = (ledger) =>
  ledger.entries.filter((entry) => entry.id).map(({ id, version }) => ({ id, version }));

async function restored(file, name, promised) {
  const db = place.database(name);
  if (engine !== 'sqlite') mkdirSync(keysOf(db), { recursive: true, mode: 0o700 });
  const { code, err } = run('restore', file, ...of(db), '--key', key);
  if (!checks.check('it is restored', code === 0)) return console.log(err);
  const versions = new Map(sql(db, 'SELECT id, version FROM child').map((row) => row.split('|')));
  const lost = promised.filter(({ id, version }) => !(Number(versions.get(id)) >= version));
  checks.check(`${promised.length} acknowledged before are in it`, lost.length === 0);
  const faults = [];
  checkBooks(db, (kind, what) => faults.push(`${kind}: ${what}`));
  if (!checks.check('it is of one moment', faults.length === 0)) console.log(faults);
  const verified = run('verify', ...of(db));
  if (!checks.check('verify finds nothing', verified.code === 0)) console.log(verified.out);
  if (engine === 'sqlite') rmSync(keysOf(db), { recursive: true });
}

// A backup that does not come to its end leaves the one of before.
async function broken(db, file) {
  const before = readFileSync(file);
  const { child, ended } = backup(db, file);
  child.kill('SIGKILL');
  await ended;
  checks.check('killed: the file of before', readFileSync(file).equals(before));
  const elsewhere = run('backup', place.at('none/b'), ...of(db), '--to', `${key}.public`);
  checks.check('no such folder is said', elsewhere.code === 1 && /no backup/.test(elsewhere.err));
  const nobody = run('backup', place.at('n'), ...of(db), '--to', 'f'.repeat(63));
  checks.check('no such key is said', nobody.code === 1 && !existsSync(place.at('n')));
  checks.check('only its owner reads it', (statSync(file).mode & 0o77) === 0);
  checks.check('it goes on after that', (await backup(db, file).ended) === 0);
  checks.check('and leaves nothing half', !existsSync(`${file}.part`));
}

async function main() {
  const db = place.database('centre');
  done('keypair', key);
  prepare(db);
  const centre = await start(db);
  const ledger = new Ledger();
  let enough = false;
  const writers = Array.from({ length: connections }, (_, i) =>
    ledger.write(centre, chanceOf(i), () => enough),
  );
  const made = [];
  let during = 0;
  for (let i = 0; i < rounds; i++) {
    const more = ledger.acknowledged + 50;
    while (ledger.acknowledged < more) await new Promise(setImmediate);
    const promised = known(ledger);
    const at = ledger.acknowledged;
    const file = place.at(`backup${i}`);
    checks.check('it is backed up', (await backup(db, file).ended) === 0);
    during += ledger.acknowledged - at;
    made.push({ file, promised });
  }
  if (engine === 'sqlite') {
    const refused = run('rekey', ...of(db));
    checks.check('no new keys beside a server', refused.code === 1);
  }
  await broken(db, made.at(-1).file);
  enough = true;
  await Promise.all(writers);
  console.log(`${ledger.acknowledged} acknowledged, ${during} while it was backed up`);
  checks.check('it was written to meanwhile', during > 0 && ledger.refused === 0);
  checks.check('the server ends in order', (await centre.end()) === 0);
  for (const [i, { file, promised }] of made.slice(0, -1).entries())
    await restored(file, `r${i}`, promised);
}

try {
  await main();
} finally {
  place.end();
}
checks.end();
