// A clock that is set back, and forward, under a running centre.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { sql, start } from './centre.mjs';
import { chanceOf } from './chance.mjs';
import { Ledger } from './ledger.mjs';

const days = ['+0', '-2d', '+2d', '-400d', '+0'];

function library() {
  const listed = execFileSync('dpkg', ['-L', 'libfaketime'], { encoding: 'utf8' });
  return listed.match(/^.*libfaketimeMT\.so\.1$/m)[0];
}

async function clockSetBack(t) {
  const db = t.centreIn('folder');
  const env = {
    LD_PRELOAD: library(),
    FAKETIME_TIMESTAMP_FILE: t.at('folder/clock'),
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  const ledger = new Ledger();
  let centre;

  for (const [i, day] of days.entries()) {
    writeFileSync(t.at('folder/clock'), day);
    centre ??= await start(db, env);
    const { written } = await ledger.writeAll(centre, chanceOf(i), 4, 40);
    // What was open is asked again at another time.
    writeFileSync(t.at('folder/clock'), days[i + 1] ?? '+0');
    await ledger.writeAll(centre, chanceOf(i), 4, 40);
    await centre.end('SIGKILL');
    await written;
    centre = await start(db, env);
    await ledger.check(centre, t.fault);
  }
  assert.equal(ledger.refused, 0);
  const [years] = sql(db, 'SELECT count(DISTINCT substr(at, 1, 7)) FROM audit');
  assert.ok(Number(years) >= 2, 'the clock was never set');
  await t.close(centre, ledger, db);
}

export function cases() {
  return [['a clock set back', clockSetBack]];
}
