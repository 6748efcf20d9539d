// node tests/training/run.mjs [PEOPLE [SECONDS]]: that many people of one
// session sign in by the code on the poster within so many seconds, some of
// them twice, some with the same four digits, while the desk watches the count.
// None is lost, none counts twice. Ends in "N passed, N failed".

import { setTimeout as wait } from 'node:timers/promises';
import { openCentre } from '../browser/centre.mjs';
import { Checks } from '../keep/checks.mjs';
import { Visitor } from '../keep/visitor.mjs';
import { sql } from '../power/centre.mjs';

const people = Number(process.argv[2] ?? 168);
const seconds = Number(process.argv[3] ?? 30);
const atOnce = 24;
const pairs = 5;
const checks = new Checks();

const is = (what, got, want) => checks.check(`${what}: ${got}, not ${want}`, got === want);
const japan = () => new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);
const four = (n) => String(n).padStart(4, '0');

// The last ones share their digits in twos and are told apart by their names.
const shared = (n) => (n >= people - 2 * pairs ? n - (n % 2) : n);
const person = (n) => ({
  name: `見本 ${n}`,
  kana: `${n % 2 ? 'ミホン' : 'レイジ'} ${'アイウエオ'[n % 5]}`,
  profession: ['doctor', 'nurse', 'teacher', 'care'][n % 4],
  organization: `見本事業所${n % 7}`,
  mail: n % 3 === 0 && shared(n) === n && n < people - 2 * pairs ? `p${n}@example.jp` : '',
  phone: `090-0000-${four(1000 + shared(n))}`,
});

async function fill(clerk) {
  const day = japan();
  const course = await clerk.send('/trainings/new', '/trainings', {
    title: '見本の勉強会',
    kind: 'study',
    year: day.slice(0, 4),
  });
  const id = course.see.match(/[0-9a-f-]{36}/)[0];
  const form = `/training-sessions?training=${id}`;
  const made = await clerk.send(`/training-sessions/new?training=${id}`, form, {
    number: '1',
    on_day: day,
    theme: '大勢が来る回',
  });
  const session = `/training-sessions/${made.see.match(/[0-9a-f-]{36}/)[0]}`;
  for (let n = 0; n < people; n += 1) {
    const { status } = await clerk.send(session, `${session}/applicants`, person(n));
    if (status !== 303) throw new Error(`applicant ${n} is answered with ${status}`);
  }
  return session;
}

// The address of the poster, once the public site has it.
async function openDoor(centre, clerk, session) {
  await clerk.send(session, `${session}/door`, {});
  const { text } = await clerk.get(`${session}/poster`);
  const path = text.match(/\/sign-in\/[A-Za-z0-9_-]+/)[0];
  await clerk.send('/publish', '/publish', {});
  for (let tries = 0; tries < 200; tries += 1) {
    const { status } = await fetch(centre.open + path);
    if (status === 200) return path;
    await wait(100);
  }
  throw new Error('the poster leads nowhere');
}

async function signIn(centre, path, n) {
  const who = person(n);
  const said = who.mail || four(1000 + shared(n));
  const kana = shared(n) === n && n < people - 2 * pairs ? '' : who.kana.split(' ')[0];
  const began = performance.now();
  const answer = await fetch(centre.open + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ said, kana }),
  });
  return { status: answer.status, took: performance.now() - began };
}

// Everybody at a moment of their own, in order of these, so many at once.
async function crowd(centre, path) {
  const comes = Array.from({ length: people }, (_, n) => n).concat(
    Array.from({ length: Math.floor(people / 5) }, (_, n) => n * 5),
  );
  const gap = (seconds * 1000) / comes.length;
  const began = performance.now();
  const answers = [];
  let next = 0;
  const walk = async () => {
    while (next < comes.length) {
      const i = next;
      next += 1;
      const early = began + i * gap - performance.now();
      if (early > 0) await wait(early);
      answers.push(await signIn(centre, path, comes[i]));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  return { answers, took: (performance.now() - began) / 1000 };
}

const countOf = (text) => Number(text.match(/<b>(\d+)人<\/b>/)?.[1] ?? -1);

// What the desk sees, until all are there or a minute is over.
async function watched(clerk, session) {
  let seen = -1;
  for (let tries = 0; tries < 300 && seen < people; tries += 1) {
    seen = countOf((await clerk.get(`${session}/count`)).text);
    if (seen < people) await wait(200);
  }
  return seen;
}

const centre = await openCentre('day');
const clerk = new Visitor(centre.url);
await clerk.send('/sign-in', '/sign-in', { login: centre.login, password: centre.password });
const session = await fill(clerk);
const path = await openDoor(centre, clerk, session);
const { answers, took } = await crowd(centre, path);
const last = performance.now();
const seen = await watched(clerk, session);
const behind = (performance.now() - last) / 1000;
const times = answers.map((a) => a.took).sort((a, b) => a - b);
const of = `session = '${session.split('/').pop()}'`;
const one = (text) => Number(sql(centre.db, text)[0]);

is('every one is answered', answers.filter((a) => a.status !== 303).length, 0);
is('none is lost on the count', seen, people);
is(
  'none is there twice',
  one(`SELECT count(*) FROM training_applicant WHERE ${of} AND state = 'attended'`),
  people,
);
is('none was added', one(`SELECT count(*) FROM training_applicant WHERE ${of}`), people);
is('none waits for the desk', one(`SELECT count(*) FROM training_sign_in WHERE ${of}`), 0);
console.log(
  `${answers.length} letters of ${people} people in ${took.toFixed(1)} s, ${atOnce} at once: ` +
    `half within ${times[times.length >> 1].toFixed(1)} ms, ` +
    `the slowest ${times.at(-1).toFixed(1)} ms; all counted ${behind.toFixed(1)} s after the last`,
);
is('the site ends in order', await centre.close(), 0);
checks.end();
