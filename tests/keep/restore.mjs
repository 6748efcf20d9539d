// node tests/keep/restore.mjs [KILLS [ENGINE]]: a backup becomes the database
// on an empty machine; what is wrong with it, or in its way, is said and
// replaces nothing. Ends in "N passed, N failed".

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { statfsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { keysOf, live, prepare, program, sql, start } from '../power/centre.mjs';
import { chanceOf, randomInt } from '../power/chance.mjs';
import { Checks } from './checks.mjs';
import { done, filesOf, Place, run } from './place.mjs';

const kills = Number(process.argv[2] ?? 10);
const engine = process.argv[3] ?? 'sqlite';
const place = new Place('restore', engine);
const checks = new Checks();
const key = place.at('key');
const of = (db) => ['--db', db, '--keys', keysOf(db)];
const back = (db, file, ...more) =>
  done('backup', file, ...of(db), '--to', `${key}.public`, ...more);
const restore = (db, file, ...more) => run('restore', file, ...of(db), '--key', key, ...more);

function refused(sentence, answer, why) {
  const { code, err } = answer;
  const clear = code === 1 && why.test(err) && /nothing was restored/.test(err);
  if (!checks.check(sentence, clear)) console.log(answer);
}

function works(sentence, answer) {
  if (!checks.check(sentence, answer.code === 0)) console.log(answer);
}

const isSound = (db, ...more) => run('verify', ...of(db), ...more).code === 0;
const children = (db) => Number(sql(db, 'SELECT count(*) FROM child')[0]);

// All that restore could have changed, to hold two moments beside each other.
function stateOf(db) {
  if (engine === 'sqlite') return filesOf(keysOf(db));
  const tables = `SELECT schemaname, tablename FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2;`;
  return [filesOf(keysOf(db)), ...sql(db, `${tables} SELECT seal FROM audit_head;`)].join('\n');
}

async function liveIn(db, from, n) {
  const centre = await start(db);
  for (let i = from; i < from + n; i++)
    await centre.ask('POST', '/api/v1/children', { name: `架空 ${i}`, note: `覚え ${i}` }, `k${i}`);
  await centre.end();
}

// The regions of the file (src/base/archive.h), and places by chance.
function placesIn(size) {
  const chance = chanceOf(1);
  const first = [0, 17, 18, 49, 50, 129, 130, 153, 154, 157, 158, 159, 200];
  const last = [1, 2, 16, 17, 18, 22, 23].map((n) => size - n);
  return [...first, ...last, ...Array.from({ length: 20 }, () => randomInt(chance, size))];
}

function damage(db, file) {
  const whole = readFileSync(file);
  const other = place.at('damaged');
  const before = stateOf(db);
  const why = /archive|restore|not a backup|sealed|cut|changed|opens/i;
  let quiet = 0;
  const attempt = (bytes) => {
    writeFileSync(other, bytes);
    const { code, err } = restore(db, other, '--replace');
    if (code !== 1 || !why.test(err) || !/nothing was restored/.test(err)) quiet += 1;
  };
  for (const at of placesIn(whole.length)) {
    const bytes = Buffer.from(whole);
    bytes[at] ^= 1 << at % 8;
    attempt(bytes);
    attempt(whole.subarray(0, at));
  }
  attempt(Buffer.concat([whole, Buffer.from('x')]));
  checks.check(`a changed or cut file is refused (${quiet} were not)`, quiet === 0);
  checks.check('and nothing is replaced', stateOf(db) === before);
}

async function inTheWay(db, file) {
  const before = stateOf(db);
  done('keypair', place.at('other'));
  const words = ['restore', file, ...of(db), '--replace', '--key'];
  refused('the key of somebody else', run(...words, place.at('other')), /sealed to another key/);
  refused('the public key', run(...words, `${key}.public`), /key/);
  refused('no such key', run(...words, place.at('none')), /none/);
  refused('no such file', restore(db, place.at('none'), '--replace'), /none/);
  checks.check('no key at all is a wrong call', run(...words.slice(0, -1)).code === 2);
  refused('a database is there', restore(db, file), /--replace/);
  checks.check('and all is as it was', stateOf(db) === before);
  const centre = await start(db);
  refused('a server is serving', restore(db, file, '--replace'), /stop the programs/);
  const answer = await centre.ask('GET', '/api/v1/children');
  checks.check('it goes on serving', answer.status === 200 && (await centre.end()) === 0);
}

// A backup that whoever knows the public key has made.
async function forged(db) {
  const their = place.database('their');
  const file = place.at('forged');
  prepare(their);
  back(their, file, '--with-keys');
  const before = stateOf(db);
  refused('signed by somebody else', restore(db, file, '--replace'), /not signed by the key/);
  checks.check('it replaced nothing', stateOf(db) === before);
}

function anotherProgram(db) {
  const file = place.at('newer');
  sql(db, "UPDATE migration SET hash = 'x' || hash WHERE name LIKE '0018%'");
  back(db, file);
  sql(db, "UPDATE migration SET hash = substr(hash, 2) WHERE name LIKE '0018%'");
  const why = /another program, build [0-9a-f]+/;
  refused('made by a newer program', restore(db, file, '--replace'), why);
}

function olderProgram(db) {
  const file = place.at('older');
  sql(db, 'DROP TABLE handover_count; DROP TABLE handover_item; DROP TABLE handover;');
  sql(db, 'DROP INDEX contact_open; DROP INDEX person_left;');
  sql(db, "DELETE FROM migration WHERE name LIKE '0018%' OR name LIKE '0030%'");
  back(db, file);
  works('made by an older program', restore(db, file, '--replace'));
  checks.check('is brought up to date', Number(sql(db, 'SELECT count(*) FROM handover')[0]) === 0);
  checks.check('and sound', isSound(db));
}

function fill(folder, leave) {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(`${folder}/ballast`, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
}

// The database and its keys on a disk of 8 MiB; of PostgreSQL, the keys alone.
function fullDisk(file) {
  const disk = place.at('disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return console.log('--- no full disk: this machine lets nobody mount one');
  }
  try {
    const db = place.database('disk');
    const keys = `${disk}/keys`;
    const words = ['restore', file, '--db', db, '--keys', keys, '--key', key, '--replace'];
    works('there is room', run(...words));
    const before = filesOf(disk);
    const steps = engine === 'sqlite' ? [0, 8192, 65536, 300000, 700000] : [0];
    for (const leave of steps) {
      fill(disk, leave);
      refused(`room for ${leave} bytes`, run(...words), /full|No space left|cannot be/);
      rmSync(`${disk}/ballast`);
    }
    checks.check('a full disk replaced nothing', filesOf(disk) === before);
    checks.check('sound', run('verify', '--db', db, '--keys', keys).code === 0);
  } finally {
    execFileSync('umount', [disk]);
  }
}

// What was backed up before newer keys, and before the log went on, comes back
// with the keys of now; the log needs its first key for that.
async function olderThanItsKeys(db, file) {
  done('rekey', ...of(db));
  await liveIn(db, 1000, 120);
  const start = place.at('audit.start');
  const inFolder = `${keysOf(db)}/audit.start`;
  renameSync(inFolder, start);
  const before = stateOf(db);
  refused('the log has forgotten that key', restore(db, file, '--replace'), /--start/);
  checks.check('nothing replaced either', stateOf(db) === before);
  works('with its first key', restore(db, file, '--replace', '--start', start));
  checks.check('the children of then', children(db) === 30 && isSound(db, '--start', start));
  cpSync(start, inFolder);
  await liveIn(db, 2000, 3);
  checks.check('it is written on', children(db) === 33 && isSound(db));
}

async function killed(db, file, after) {
  const words = ['restore', file, ...of(db), '--key', key, '--replace'];
  const child = live(spawn(program, words, { stdio: 'ignore' }));
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal));
  });
  await Promise.race([wait(after), ended]);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

// The one of before or the one of the backup, or the same call again.
async function kill(db, file) {
  const began = performance.now();
  restore(db, file, '--replace');
  const took = performance.now() - began;
  await liveIn(db, 5000, 3);
  let hits = 0;
  let again = 0;
  for (let i = 0; i < kills; i++) {
    hits += await killed(db, file, took * (0.3 + (0.8 * i) / kills));
    if (isSound(db) && [30, 33].includes(children(db))) continue;
    again += 1;
    works('killed: the same call again', restore(db, file, '--replace'));
    checks.check('and it is whole', children(db) === 30 && isSound(db));
  }
  console.log(`${hits} of ${kills} kills hit, ${again} needed the call again`);
}

async function main() {
  const first = place.database('first');
  const file = place.at('backup');
  prepare(first);
  done('keypair', key);
  await liveIn(first, 0, 30);
  const said = back(first, file, '--with-keys');
  const told = /\d+ rows of \d+ tables, .*and the keys/.test(said);
  checks.check('backup says how much it holds', told);
  back(first, place.at('keyless'));

  const second = place.database('second');
  const empty = restore(second, place.at('keyless'));
  refused('an empty machine, no keys', empty, /fields.key is not in the backup; put it into/);
  const answer = restore(second, file);
  works('an empty machine, one command', answer);
  checks.check('says how much it is', /restored: \d+ rows of \d+ tables/.test(answer.out));
  checks.check('all children, sound', children(second) === 30 && isSound(second));
  checks.check('nobody is signed in', sql(second, 'SELECT count(*) FROM session')[0] === '0');
  await liveIn(second, 100, 3);
  checks.check('it is used from there', children(second) === 33 && isSound(second));

  damage(second, file);
  await inTheWay(second, file);
  await forged(second);
  anotherProgram(second);
  olderProgram(second);
  fullDisk(file);
  await olderThanItsKeys(first, place.at('keyless'));
  await kill(second, file);
}

try {
  await main();
} finally {
  place.end();
}
checks.end();
