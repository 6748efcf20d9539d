// node tests/calendar/run.mjs: the iCalendar feeds of a running demo centre,
// read by a parser that is not ours and held against what each person's 今日
// asks for, now and on later days. Ends in "N passed, N failed".

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checks } from '../keep/checks.mjs';
import { makeClock } from '../mail/clock.mjs';
import { Administrator, makeCentre } from '../mail/town.mjs';
import { keysOf, launch, program } from '../power/centre.mjs';

const DAY = 86400000;
const PEOPLE = ['admin', 'hana', 'natsu', 'taro', 'minori', 'goro', 'sachi', 'kazu'];
const LATER = [0, 6, 30, 89];

const top = mkdtempSync(join(tmpdir(), 'tsunagu-calendar-'));
const db = `sqlite:${top}/centre.db`;
const checks = new Checks();

// The day in Japan, so many days from now.
const dayAfter = (n) => new Date(Date.now() + 9 * 3600000 + n * DAY).toISOString().slice(0, 10);

async function fetchFeed(address) {
  const answer = await fetch(address);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { answer, bytes, text: bytes.toString('utf8') };
}

function parsed({ bytes }) {
  const script = new URL('parse.py', import.meta.url).pathname;
  return JSON.parse(
    execFileSync('/usr/bin/python3', [script], { input: bytes, maxBuffer: 1 << 26 }),
  );
}

// What 今日 asks for by a day: address and day, without what waits for an answer.
function duesOn(html, today) {
  // A page says no year: what is late was, what is soon is to come.
  const day = (text, late) => {
    const [, month, date] = text.match(/(\d+)月(\d+)日/);
    const year = Number(today.slice(0, 4));
    const days = [year - 1, year, year + 1].map(
      (y) => `${y}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`,
    );
    return late ? days.filter((d) => d < today).pop() : days.find((d) => d >= today);
  };
  const parts = html.split('<section');
  const lines = (name) =>
    parts
      .filter((part) => part.includes(`aria-labelledby="${name}"`))
      .flatMap((part) => part.split('<li>').slice(1))
      .map((line) => {
        const [, url] = line.match(/todo__what"><a href="([^"]+)"/);
        return `${day(line, name === 'late')} ${url.replaceAll('&amp;', '&')}`;
      });
  return [...lines('late'), ...lines('soon')];
}

// Every name a child of the demo has, whole and in parts.
function childrensNames() {
  const csv = execFileSync(program, ['export', 'children', '--db', db, '--keys', keysOf(db)], {
    encoding: 'utf8',
  });
  const [head, ...rows] = csv.replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  const columns = head.split(',');
  const at = ['氏名', 'フリガナ'].map((name) => columns.indexOf(name));
  if (at.includes(-1)) throw new Error(`the export has other columns: ${head}`);
  const names = rows.flatMap((row) => at.map((i) => row.split(',')[i]));
  return [...new Set(names.flatMap((name) => [name, ...name.split(/[ 　]/)]))].filter(
    (name) => name.length > 1,
  );
}

const unfolded = (text) => text.replace(/\r\n /g, '');
const path = (url) => url.replace(/^https?:\/\/[^/]+/, '');
const key = (event) => `${event.day} ${path(event.url)}`;

async function openAll(centre, password) {
  const all = [];
  for (const login of PEOPLE) {
    const person = new Administrator(centre, password);
    await person.signIn(login);
    const { text } = await person.post('/calendar');
    const address = text.match(/https?:\/\/[^<\s"]+\/calendar\/[^<\s"]+\.ics/)[0];
    all.push({ login, person, address: (await centre.listening) + path(address) });
  }
  return all;
}

function checkFeed(login, feed, calendar, names) {
  const { answer, text } = feed;
  const of = (what) => `${login}: ${what}`;
  const uids = new Set(calendar.events.map((event) => event.uid));
  const plain = unfolded(text);
  const type = answer.headers.get('content-type');
  const isPlain = (event) => event.summary === '次にすること（つなぐ）' && !event.others.length;

  checks.check(of('it is a calendar'), type === 'text/calendar; charset=utf-8');
  checks.check(of('nobody keeps it'), /no-store/.test(answer.headers.get('cache-control')));
  checks.check(of('in Japanese'), calendar.name === 'つなぐ');
  checks.check(of('each event has its own UID'), uids.size === calendar.events.length);
  checks.check(of('it says what to do, not about whom'), calendar.events.every(isPlain));
  checks.check(of('no child is named'), !names.some((name) => plain.includes(name)));
}

function checkDay(login, calendar, html, n) {
  const today = dayAfter(n);
  const dues = [...new Set(duesOn(html, today))].sort();
  const events = calendar.events
    .filter((event) => event.day <= dayAfter(n + 1))
    .map(key)
    .sort();
  if (JSON.stringify(dues) !== JSON.stringify(events))
    console.log(dues.filter((d) => !events.includes(d)), events.filter((e) => !dues.includes(e)));
  checks.check(
    `${login}, ${today}: what the page asks for stands in the calendar, and no more`,
    JSON.stringify(dues) === JSON.stringify(events),
  );
  return dues.length;
}

async function feeds() {
  const time = makeClock(top);
  const password = makeCentre(db);
  const names = childrensNames();
  const centre = launch(db, time.env);
  const all = await openAll(centre, password);
  let compared = 0;
  let folded = 0;

  checks.check('there are names to look for', names.length > 50);
  for (const n of LATER) {
    time.set(n * 24 * 60);
    for (const { login, person, address } of all) {
      if (n) await person.signIn(login);
      const feed = await fetchFeed(address);
      const calendar = parsed(feed);
      // All of it, not the fifty oldest it begins with.
      const { text } = await person.ask('GET', '/?whole=1');

      checkFeed(login, feed, calendar, names);
      compared += checkDay(login, calendar, text, n);
      folded += calendar.folded;
    }
  }
  console.log(`${compared} dues compared, ${folded} lines folded`);
  checks.check('there was enough to compare', compared > 100 && folded > 0);
  const last = all.at(-1);
  await last.person.post('/calendar/revocation');
  checks.check('withdrawn, it is gone', (await fetchFeed(last.address)).answer.status === 404);
  checks.check('an orderly end', (await centre.end()) === 0);
  const tokens = all.map(({ address }) => address.match(/([^/]+)\.ics$/)[1]);
  const told = (line) => tokens.some((token) => line.includes(token));
  checks.check('no address is in the log', !centre.said.some(told));
}

mkdirSync(top, { recursive: true, mode: 0o700 });
try {
  await feeds();
} finally {
  rmSync(top, { recursive: true, force: true });
}
checks.end();
