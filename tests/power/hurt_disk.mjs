// A disk that is full, and one that no longer takes what it is given.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { start } from './centre.mjs';
import { chanceOf } from './chance.mjs';
import { mayMount, mount } from './disk.mjs';
import { Ledger } from './ledger.mjs';

const connections = 16;
const times = 20;

function fill(folder) {
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(`${folder}/ballast`, Buffer.alloc(bavail * bsize));
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
}

// What was written may be refused all the same: it is shown to the one who
// wrote it, and that he saw it cannot be written down.
async function fullDisk(t) {
  mkdirSync(t.at('disk'));
  t.mount('-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', t.at('disk'));
  const db = t.centreIn('disk');
  const centre = await start(db);
  const ledger = new Ledger();
  let enough = false;
  const written = Promise.all(
    Array.from({ length: connections }, (_, i) =>
      ledger.write(centre, chanceOf(i), () => enough),
    ),
  );

  for (let i = 0; i < times; i += 1) {
    const { acknowledged, refused } = ledger;
    await t.until('it writes', () => ledger.acknowledged > acknowledged + connections);
    fill(t.at('disk'));
    await t.until('it refuses', () => ledger.refused > refused + connections);
    await t.readsOrSaysWhy(centre);
    rmSync(t.at('disk/ballast'));
  }
  enough = true;
  await written;
  t.isClear(ledger.lastRefusal);
  await t.close(centre, ledger, db);
}

// What was not synced is forgotten by Linux when a sync fails, so that the
// next one succeeds: whoever goes on writing then writes onto nothing.
async function brokenDisk(t) {
  t.centreIn('folder');
  mkdirSync(t.at('place'));
  const db = `sqlite:${t.at('place/centre.db')}`;
  let disk = await mount(t.at('folder'), t.at('place'));
  let centre = await start(db);
  const ledger = new Ledger();

  const { written } = await ledger.writeAll(centre, chanceOf(1), connections, 200);
  disk.breakOrMend();
  assert.equal(await centre.ended, 'SIGABRT');
  await written;
  assert.match(centre.said.at(-1), /disk I\/O error.*stopping/);
  await disk.cut();
  disk = await mount(t.at('folder'), t.at('place'));
  centre = await start(db);
  await t.close(centre, ledger, db);
  await disk.end();
}

export function cases() {
  const all = [['a full disk', fullDisk]];
  if (mayMount()) all.push(['a disk whose syncs fail', brokenDisk]);
  return all;
}
