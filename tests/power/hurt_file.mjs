// Files that may not be written, that others hold, that were cut short.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { checkBooks } from './books.mjs';
import { start } from './centre.mjs';
import { chanceOf } from './chance.mjs';
import { Ledger } from './ledger.mjs';

const child = { name: '架空 ひとり' };

async function filled(db, connections = 4, answers = 150) {
  const centre = await start(db);
  const ledger = new Ledger();
  const { written } = await ledger.writeAll(centre, chanceOf(1), connections, answers);
  await centre.end('SIGKILL');
  await written;
  return ledger;
}

async function readOnlyFolder(t) {
  mkdirSync(t.at('disk'));
  t.mount('-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', t.at('disk'));
  const db = t.centreIn('disk');
  const ledger = await filled(db);

  execFileSync('mount', ['-o', 'remount,bind,ro', t.at('disk')]);
  assert.match(await t.refusal(db), /Read-only file system\ncannot open the database/);
  execFileSync('mount', ['-o', 'remount,bind,rw', t.at('disk')]);
  await t.close(await start(db), ledger, db);
}

async function readOnlyFile(t) {
  const db = t.centreIn('folder');
  const file = t.at('folder/centre.db');
  const ledger = await filled(db);

  await t.close(await start(db), ledger, db);
  t.mount('--bind', file, file);
  execFileSync('mount', ['-o', 'remount,bind,ro', file]);
  const centre = await start(db);
  await t.readsOrSaysWhy(centre);
  t.isClear(await centre.ask('POST', '/api/v1/children', child));
  await centre.end();
  execFileSync('umount', ['-l', file]);
  await t.close(await start(db), ledger, db);
}

async function lock(db) {
  const holder = spawn('sqlite3', ['-batch', db.slice('sqlite:'.length)]);
  holder.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
  await once(holder.stdout, 'data');
  return async () => {
    holder.stdin.end('ROLLBACK;\n');
    await once(holder, 'close');
  };
}

// A short one is waited for; after ten seconds the person is told.
async function lockedFile(t) {
  const db = t.centreIn('folder');
  const ledger = await filled(db);
  const centre = await start(db);
  let release = await lock(db);

  t.isClear(await centre.ask('POST', '/api/v1/children', child));
  assert.equal((await centre.ask('GET', '/healthz')).status, 200);
  await release();
  release = await lock(db);
  const { written } = await ledger.writeAll(centre, chanceOf(2), 8, 0);
  await release();
  await ledger.writeAll(centre, chanceOf(3), 8, 100);
  await centre.end('SIGKILL');
  await written;
  await t.close(await start(db), ledger, db);
}

async function secondServer(t) {
  const db = t.centreIn('folder');
  const centre = await start(db);
  const ledger = new Ledger();

  // The second one waits half a minute: the books stay short if nobody writes.
  await ledger.write(centre, chanceOf(1), () => ledger.acknowledged >= 20);
  assert.match(await t.refusal(db), new RegExp(`is being written by process ${centre.pid}\n`));
  const { written } = await ledger.writeAll(centre, chanceOf(2), 4, 20);
  await centre.end('SIGKILL');
  await written;
  await t.close(await start(db), ledger, db);
}

// What a cut leaves behind the last commit is not to be taken for one.
async function rubbishInLog(t) {
  const db = t.centreIn('folder');
  const ledger = await filled(db);
  const log = t.at('folder/centre.db-wal');

  appendFileSync(log, readFileSync(log).subarray(32, 32 + 4120 * 3 + 77));
  await t.close(await start(db), ledger, db);
}

// What was in it is gone, whole records of it, the newest, and no others.
async function logCutShort(t) {
  const db = t.centreIn('folder');
  const ledger = await filled(db, 1, 30);
  const log = t.at('folder/centre.db-wal');
  let lost = 0;

  // The one that nobody answered any more was the last.
  ledger.entries = ledger.entries.filter((entry) => !entry.open);
  truncateSync(log, Math.floor(statSync(log).size * 0.6) + 77);
  const centre = await start(db);
  await ledger.check(centre, (kind, words) => {
    if (kind === 'lost') lost += 1;
    else t.fault(kind, words);
  });
  assert.ok(lost > 0 && lost < ledger.entries.length);
  assert.equal((await centre.ask('POST', '/api/v1/children', child)).status, 201);
  assert.equal(await centre.end(), 0);
  checkBooks(db, t.fault);
}

// Half a database is no database; nothing is made of it.
async function fileCutShort(t) {
  const db = t.centreIn('folder');
  const file = t.at('folder/centre.db');

  truncateSync(file, 5000);
  assert.match(await t.refusal(db), /malformed\ncannot open the database/);
  assert.equal(statSync(file).size, 5000);
}

export function cases() {
  return [
    ['a folder that is read only', readOnlyFolder],
    ['a file that is read only', readOnlyFile],
    ['a file that somebody has locked', lockedFile],
    ['a file that another server has', secondServer],
    ['rubbish at the end of the log', rubbishInLog],
    ['a log cut short', logCutShort],
    ['a file cut short', fileCutShort],
  ];
}
