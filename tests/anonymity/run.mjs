// The anonymity of answers, on the real processes: people answer a questionnaire
// and write to the centre through `tsunagu public`, the staff site takes both in
// on the next day, a backup is made and restored. Then a reader goes through both
// databases, the audit log, the logs of both programs and the file between
// them: nothing may join an answer to a person or to a time finer than the day.
// How many answers a second are taken, each on the disk, is printed on the way.
// Needs sqlite3 and libfaketime; ends in "N passed, N failed".

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeClock } from '../mail/clock.mjs';

const program = process.env.TSUNAGU ?? 'build/tsunagu';
const PEOPLE = 200;
const SPEED = Number(process.env.ANSWERS ?? 1000);
const AT_ONCE = 50;
const folder = mkdtempSync(join(tmpdir(), 'tsunagu-anonymity-'));
const path = (name) => join(folder, name);
const db = path('centre.db');
const clock = makeClock(folder);
const env = { ...process.env, ...clock.env };
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

const run = (...words) => execFileSync(program, words, { encoding: 'utf8', env });
const sql = (file, query) =>
  JSON.parse(execFileSync('sqlite3', ['-json', file, query], { encoding: 'utf8' }) || '[]');

async function start(log, ...words) {
  const child = spawn(program, [...words, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', openSync(path(log), 'w')],
    env,
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('http://')) continue;
    const stop = async () => {
      child.kill('SIGTERM');
      assert.equal(await ended, 0);
    };
    return { url: line.trim(), stop };
  }
  throw new Error(`${words[0]} ended before it listened`);
}

// As a form sends it; the status of the answer.
const post = (url, form) =>
  new Promise((resolve, reject) => {
    const body = new URLSearchParams(form).toString();
    const r = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body),
          Origin: new URL(url).origin,
          'Sec-Fetch-Site': 'same-origin',
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode));
      },
    );
    r.on('error', reject);
    r.end(body);
  });

const words = (i) => `かぎことば${String(i).padStart(4, '0')}`;
const answer = (i) => ({ q1: String(1 + (i % 3)), q2: '2', words: words(i), website: '' });

const middle = (all) => all.sort((a, b) => a - b)[all.length >> 1];

// One after the other, so that there is an order to be found; how long each waits
// for the page and for the answer to be on the disk.
async function peopleCome(url, address) {
  const pages = [];
  const answers = [];
  for (let i = 0; i < PEOPLE; i++) {
    const letter = { about: 'other', name: `架空 答子${i}`, phone: '017', mail: '', body: `${i}` };

    if (i < 50) assert.equal(await post(`${url}/contact`, letter), 303);
    const said = { ...answer(i), q3: String(1 + (i % 4)) };
    const page = `${url}/questionnaires/${address}?phase=before`;
    let from = performance.now();
    // Another address each time, for pages are kept as they left.
    await (await fetch(`${page}&n=${i}`)).text();
    pages.push(performance.now() - from);
    from = performance.now();
    assert.equal(await post(page, said), 303);
    answers.push(performance.now() - from);
  }
  console.log(`one at a time, the middle of ${PEOPLE}: page ${middle(pages).toFixed(1)} ms,` +
    ` answer on the disk ${middle(answers).toFixed(1)} ms`);
}

async function speed(url, address) {
  const began = process.hrtime.bigint();
  let next = 0;
  const taken = [];
  const worker = async () => {
    while (next < SPEED) {
      const i = PEOPLE + next++;
      const from = process.hrtime.bigint();
      assert.equal(
        await post(`${url}/questionnaires/${address}?phase=after`, {
          ...answer(i), q4: '3', q5: `ひとこと${i}`,
        }),
        303,
      );
      taken.push(Number(process.hrtime.bigint() - from) / 1e6);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  taken.sort((a, b) => a - b);
  console.log(
    `${SPEED} answers, ${AT_ONCE} at once: ${(SPEED / seconds).toFixed(0)} a second,` +
      ` each on the disk; middle ${middle(taken).toFixed(1)} ms,` +
      ` longest ${taken.at(-1).toFixed(1)} ms`,
  );
}

// Minutes, by the clock of Japan; the day's round is at nine.
function toNoonOfTomorrow() {
  const minute = (Math.floor(Date.now() / 60000) + 9 * 60) % (24 * 60);
  return 24 * 60 + 12 * 60 - minute;
}

const tests = [];
const test = (name, look) => tests.push({ name, look });
const SECRET = ['かぎことば', 'カギコトバ', '架空 答子', '127.0.0.1', 'phase=', '/questionnaires/'];
const MAY = ['id', 'questionnaire', 'phase', 'on_day', 'pair', 'nth', 'way', 'answers'];

// What holds in the database, and in the one a backup was made into.
function lookAt(file) {
  const mine = 'SELECT * FROM questionnaire_answer WHERE phase = \'before\' AND questionnaire ='
    + ' (SELECT id FROM questionnaire WHERE state = \'open\')';
  const rows = sql(file, mine);
  assert.equal(rows.length, PEOPLE);
  for (const row of rows) {
    assert.deepEqual(Object.keys(row), MAY);
    assert.match(row.id, /^[0-9a-f]{32}$/);
    assert.match(row.on_day, /^\d{4}-\d\d-\d\d$/);
  }
  const tables = sql(file, 'SELECT name FROM sqlite_master WHERE type = \'table\'');
  for (const { name } of tables) {
    const text = execFileSync('sqlite3', [file, `SELECT * FROM ${name}`], { encoding: 'utf8',
      maxBuffer: 1 << 30 });
    for (const word of ['かぎことば', 'カギコトバ']) assert.ok(!text.includes(word), name);
    if (name === 'questionnaire_answer') continue;
    for (const row of rows.slice(0, 50))
      assert.ok(!text.includes(row.id) && !text.includes(row.pair), name);
  }
  const noted = sql(file, `SELECT what FROM audit WHERE record = 'questionnaire'
    AND verb = 'import'`);
  for (const { what } of noted) assert.match(what, /^answers=(\d{2,}|[5-9])$/);
  assert.equal(sql(file, 'SELECT 1 FROM audit WHERE record = \'questionnaire_answer\'').length, 0);
}

async function main() {
  run('demo', '--db', `sqlite:${db}`);
  run('bundle', path('public.db'), '--db', `sqlite:${db}`);
  const [{ id: address }] = sql(path('public.db'), 'SELECT id FROM pub_questionnaire');
  const open = await start('public.log', 'public', '--bundle', path('public.db'), '--inbox',
    path('inbox.db'));
  await peopleCome(open.url, address);
  await speed(open.url, address);
  await open.stop();
  clock.set(toNoonOfTomorrow());
  const staff = await start('staff.log', 'serve', '--db', `sqlite:${db}`, '--inbox',
    path('inbox.db'));
  const there = () =>
    sql(db, 'SELECT count(*) AS n FROM questionnaire_answer WHERE questionnaire = (SELECT id'
      + ' FROM questionnaire WHERE state = \'open\')')[0].n;
  for (let i = 0; i < 600 && there() < PEOPLE + SPEED; i++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await staff.stop();

  test('every answer came, none twice', () => assert.equal(there(), PEOPLE + SPEED));
  test('the database tells no person and no time', () => lookAt(db));
  test('the logs of both programs tell nothing', () => {
    for (const log of ['public.log', 'staff.log']) {
      const text = readFileSync(path(log), 'utf8');
      for (const secret of SECRET.filter((s) => log === 'public.log' || s !== '127.0.0.1'))
        assert.ok(!text.includes(secret), `${log}: ${secret}`);
    }
  });
  test('the file between them has days, chance and boxes of one size', () => {
    const slots = sql(path('inbox.db'), 'SELECT key, day, length(sealed) AS n FROM answer');
    assert.deepEqual(Object.keys(sql(path('inbox.db'), 'SELECT * FROM answer LIMIT 1')[0]),
      ['key', 'day', 'sealed']);
    assert.equal(new Set(slots.map((s) => s.n)).size, 1);
    assert.ok(slots.every((s) => /^\d{4}-\d\d-\d\d$/.test(s.day)));
    const bytes = readFileSync(path('inbox.db'));
    for (const word of SECRET) assert.ok(!bytes.includes(word), word);
    assert.ok(!existsSync(path('inbox.db-journal')) && !existsSync(path('inbox.db-wal')));
  });
  test('a backup, restored, tells no more', () => {
    const restored = path('restored.db');

    run('keypair', path('key'));
    run('backup', path('backup'), '--db', `sqlite:${db}`, '--to', `${path('key')}.public`,
      '--with-keys');
    run('restore', path('backup'), '--db', `sqlite:${restored}`, '--key', path('key'));
    lookAt(restored);
  });
  let failed = 0;
  for (const { name, look } of tests) {
    try {
      await look();
      console.log(`ok ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${name}\n    ${String(error.message).slice(0, 400)}`);
    }
  }
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  agent.destroy();
  if (!failed) rmSync(folder, { recursive: true });
  else console.log(`what there was is in ${folder}`);
  process.exitCode = failed ? 1 : 0;
}

await main();
