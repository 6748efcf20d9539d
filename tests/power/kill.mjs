// node tests/power/kill.mjs [ROUNDS [ENGINE [SEED]]]: kills the program, -9,
// while several connections write, starts it again on the same database and
// looks what is left. ENGINE is sqlite, or the address of a PostgreSQL server
// that may be filled. Ends in "N passed, N failed".

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkBooks } from './books.mjs';
import { keysOf, launch, prepare, sql, start } from './centre.mjs';
import { chanceOf, randomInt } from './chance.mjs';
import { Ledger } from './ledger.mjs';
import { Tally } from './tally.mjs';

const rounds = Number(process.argv[2] ?? 10);
const engine = process.argv[3] ?? 'sqlite';
const firstSeed = Number(process.argv[4] ?? Date.now() % 1e9);
const roundsOfOneCentre = 20;

const top = mkdtempSync(join(tmpdir(), 'tsunagu-kill-'));
const first = `kill_${process.pid}`;
const tally = new Tally();
let centres = 0;
let acknowledged = 0;
let db;
let centre;
let ledger;

// In PostgreSQL a new centre is a copy of the first database.
function newDatabase() {
  centres += 1;
  if (engine === 'sqlite') {
    cpSync(join(top, 'new'), join(top, `${centres}`), { recursive: true });
    return `sqlite:${top}/${centres}/centre.db`;
  }
  const name = `${first}_${centres}`;
  sql(engine, `CREATE DATABASE ${name} TEMPLATE ${first}`);
  cpSync(keysOf(beside(first)), keysOf(beside(name)), { recursive: true });
  return beside(name);
}

function beside(name) {
  const url = new URL(engine);
  url.pathname = `/${name}`;
  return url.href;
}

function prepareFirst() {
  if (engine === 'sqlite') return prepare(`sqlite:${top}/new/centre.db`);
  sql(engine, `CREATE DATABASE ${first}`);
  prepare(beside(first));
}

function drop(name) {
  sql(engine, `DROP DATABASE ${name} WITH (FORCE)`);
}

function choose(seed) {
  const chance = chanceOf(seed);
  return {
    seed,
    chance,
    connections: 1 + randomInt(chance, 24),
    answers: randomInt(chance, 120),
    late: randomInt(chance, 4),
    ending: !randomInt(chance, 6),
    again: randomInt(chance, 5) ? 0 : 1 + randomInt(chance, 60),
  };
}

async function killWhileWriting({ chance, connections, answers, late, ending }) {
  const { written } = await ledger.writeAll(centre, chance, connections, answers);
  const ended = ending && centre.end();
  if (late) await wait(late);
  await centre.end('SIGKILL');
  await Promise.all([written, ended]);
}

async function killWhileStarting(choice) {
  centre = launch(db);
  await wait(choice.again);
  await centre.end('SIGKILL');
}

async function round(choice, fault) {
  if (!centre) {
    db = newDatabase();
    ledger = new Ledger();
    centre = await start(db);
  }
  await killWhileWriting(choice);
  if (choice.again) await killWhileStarting(choice);
  centre = await start(db);
  await ledger.check(centre, fault);
  checkBooks(db, fault);
}

async function stop() {
  acknowledged += ledger?.acknowledged ?? 0;
  await centre?.end();
  if (db && engine !== 'sqlite') drop(`${first}_${centres}`);
  centre = ledger = db = undefined;
}

prepareFirst();
for (let i = 0; i < rounds; i += 1) {
  const choice = choose(firstSeed + i);
  const fine = await tally.round(`seed ${choice.seed}`, (fault) => round(choice, fault));
  if (!fine || i % roundsOfOneCentre === roundsOfOneCentre - 1) await stop();
}
await stop();
if (engine !== 'sqlite') drop(first);
rmSync(top, { recursive: true, force: true });
tally.end(acknowledged);
