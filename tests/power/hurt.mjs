// node tests/power/hurt.mjs [POSTGRESQL]: what goes wrong around a centre, one
// case after another. Each must be told clearly, lose nothing that was
// acknowledged, and be over once its cause is gone. Ends in "N passed, N
// failed". Needs to mount: root, or `unshare --map-root-user --mount`.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkBooks } from './books.mjs';
import { launch, prepare } from './centre.mjs';
import { Tally } from './tally.mjs';

const tally = new Tally();
const top = mkdtempSync(join(tmpdir(), 'tsunagu-hurt-'));
const mounted = [];
let acknowledged = 0;

// What a case gets to work with. `here` is a folder of its own.
function surroundings(name, fault) {
  const here = join(top, name.replaceAll(' ', '-'));
  mkdirSync(here);
  return {
    fault,
    at: (file) => join(here, file),
    // A new centre in that folder; its address as a database.
    centreIn(folder) {
      cpSync(join(top, 'new'), join(here, folder), { recursive: true });
      return `sqlite:${join(here, folder, 'centre.db')}`;
    },
    mount(...args) {
      execFileSync('mount', args);
      mounted.push(args.at(-1));
    },
    until,
    refusal,
    isClear,
    readsOrSaysWhy,
    // All there, before and after an orderly end, and by the file itself.
    async close(centre, ledger, db) {
      await ledger.check(centre, fault);
      assert.equal(await centre.end(), 0, 'it does not end in order');
      checkBooks(db, fault);
      acknowledged += ledger.acknowledged;
    },
  };
}

async function until(what, holds) {
  const late = Date.now() + 30000;
  while (!holds()) {
    assert.ok(Date.now() < late, `not in 30 s: ${what}`);
    await wait(5);
  }
}

// The words with which the program will not start: one line or two, beside that
// it has waited for another server to end.
async function refusal(db) {
  const centre = launch(db);
  const url = await centre.listening;
  if (url) await centre.end();
  assert.equal(url, null, 'it starts');
  assert.equal(await centre.ended, 1);
  const said = centre.said.filter((line) => !line.includes('note serve: waiting'));
  assert.ok(said.length <= 2, said.join('\n'));
  return said.join('\n');
}

// Sorry, and nothing of how it is made.
function isClear({ status, text }) {
  assert.ok(status === 500 || status === 503, `it answers ${status}`);
  assert.match(text, /できません|もう一度/);
  assert.doesNotMatch(text, /sql|postgres|disk|errno|\.[ch]:|\/tmp|SELECT|INSERT|COMMIT/i);
}

// Who has read what about a child is written down before it is shown. So it is
// shown, or refused as clearly, but the centre never hangs.
async function readsOrSaysWhy(centre) {
  const answer = await centre.ask('GET', '/api/v1/children');
  if (answer.status !== 200) isClear(answer);
  assert.equal((await centre.ask('GET', '/healthz')).status, 200);
}

// Those of one kind after another, the kinds beside each other.
async function carryOut(kind) {
  const { cases } = await import(new URL(`hurt_${kind}.mjs`, import.meta.url));
  for (const [name, act] of cases(process.argv[2])) {
    const began = Date.now();
    const fine = await tally.round(name, (fault) => act(surroundings(name, fault)));
    if (fine) console.log(`ok ${name}, ${Date.now() - began} ms`);
  }
}

prepare(`sqlite:${join(top, 'new/centre.db')}`);
await Promise.all(['disk', 'file', 'clock', 'postgresql'].map(carryOut));
for (const place of mounted.reverse()) {
  try {
    execFileSync('umount', ['-l', place], { stdio: 'ignore' });
  } catch {
    // A case has done so itself.
  }
}
rmSync(top, { recursive: true, force: true });
tally.end(acknowledged);
