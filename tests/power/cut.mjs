// node tests/power/cut.mjs [ROUNDS [SEED]]: cuts the power under a centre that
// several connections write to, and looks what is left. Ends in "N passed, N
// failed". ROUNDS 1 with the SEED of a failed round makes its choices again;
// the moment of the cut is never quite the same.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkBooks } from './books.mjs';
import { launch, prepare, start } from './centre.mjs';
import { chanceOf, randomInt } from './chance.mjs';
import { mount } from './disk.mjs';
import { Ledger } from './ledger.mjs';
import { Tally } from './tally.mjs';

const rounds = Number(process.argv[2] ?? 12);
const firstSeed = Number(process.argv[3] ?? Date.now() % 1e9);
const roundsOfOneCentre = 8;

const top = mkdtempSync(join(tmpdir(), 'tsunagu-cut-'));
const at = (name) => join(top, name);
const db = `sqlite:${at('place/centre.db')}`;
const tally = new Tally();
let acknowledged = 0;
let disk;
let centre;
let ledger;

// A disk that loses nothing, or forgets what was synced, would prove nothing.
async function checkDisk() {
  const file = (name) => at(`place/${name}`);

  disk = await mount(at('folder'), at('place'), { names: 'strict' });
  for (const name of ['synced', 'unsynced', 'unnamed']) {
    const fd = openSync(file(name), 'w');
    writeSync(fd, 'before');
    if (name !== 'unsynced') fsyncSync(fd);
    if (name === 'unsynced') fsyncSync(openSync(at('place'), 'r'));
    if (name === 'synced') writeSync(fd, ' and after');
    closeSync(fd);
  }
  await disk.cut();
  disk = undefined;
  assert.equal(readFileSync(at('folder/synced'), 'utf8'), 'before');
  assert.equal(readFileSync(at('folder/unsynced'), 'utf8'), '');
  assert.equal(existsSync(at('folder/unnamed')), false);
}

function choose(seed) {
  const chance = chanceOf(seed);
  return {
    seed,
    chance,
    keep: ['none', 'blocks', 'sectors'][randomInt(chance, 3)],
    names: ['journal', 'strict'][randomInt(chance, 2)],
    connections: 1 + randomInt(chance, 12),
    answers: randomInt(chance, 250),
    late: randomInt(chance, 4),
    // Now and then it fails while the centre is ending, or starting again.
    ending: !randomInt(chance, 6),
    again: randomInt(chance, 5) ? 0 : 1 + randomInt(chance, 60),
  };
}

async function open(choice) {
  disk = await mount(at('folder'), at('place'), choice);
  centre = await start(db);
}

async function newCentre(choice) {
  rmSync(at('folder'), { recursive: true, force: true });
  cpSync(at('new'), at('folder'), { recursive: true });
  ledger = new Ledger();
  await open(choice);
}

async function stop() {
  acknowledged += ledger?.acknowledged ?? 0;
  await centre?.end();
  await disk?.end();
  centre = disk = ledger = undefined;
}

async function cutWhileStarting(choice) {
  disk = await mount(at('folder'), at('place'), choice);
  centre = launch(db);
  await wait(choice.again);
  await disk.cut();
  await centre.end('SIGKILL');
}

// Writes until so many were acknowledged, and a little on; then it is dark.
async function writeUntilCut(choice) {
  const { connections, answers, chance } = choice;
  const { written } = await ledger.writeAll(centre, chance, connections, answers);
  const ending = choice.ending && centre.end();
  if (choice.late) await wait(choice.late);
  await disk.cut();
  await centre.end('SIGKILL');
  await Promise.all([written, ending]);
}

function lookAtWhatIsLeft(fault) {
  rmSync(at('copy'), { recursive: true, force: true });
  cpSync(at('folder'), at('copy'), { recursive: true });
  checkBooks(`sqlite:${at('copy/centre.db')}`, fault);
}

async function round(choice, fault) {
  if (!centre) await newCentre(choice);
  await writeUntilCut(choice);
  lookAtWhatIsLeft(fault);
  if (choice.again) await cutWhileStarting(choice);
  await open(choice);
  await ledger.check(centre, fault);
}

// Keys that others may read are refused.
process.umask(0o077);
mkdirSync(at('folder'));
mkdirSync(at('place'));
await checkDisk();
prepare(`sqlite:${at('new/centre.db')}`);
for (let i = 0; i < rounds; i += 1) {
  const choice = choose(firstSeed + i);
  const fine = await tally.round(`seed ${choice.seed}, keeping ${choice.keep}`, (fault) =>
    round(choice, fault),
  );
  if (!fine || i % roundsOfOneCentre === roundsOfOneCentre - 1) await stop();
}
await stop();
rmSync(top, { recursive: true, force: true });
tally.end(acknowledged);
