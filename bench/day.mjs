// People of a centre, a family and the public, each asking for one thing after
// another by the same odds as on a day; prints rows of figures. Ends in 1 when a
// request fails, or when something grew from the first third to the last.

import { Agent, request } from 'node:http';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const { AT, OPEN, SERVER, PUBLIC, DB, PASSWORD, REQUESTS } = process.env;
const total = Number(REQUESTS);
const kinds = new Map(); // name -> { times, bytes }
const wrong = [];
let done = 0;
let seed = 1;

const dice = (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * n);
};
const any = (list) => list[dice(list.length)];
const ids = (text, of) => [...new Set(text.match(new RegExp(`/${of}/[0-9a-f-]{36}`, 'g')) ?? [])];
const hidden = (text, name) =>
  text.match(new RegExp(`name="${name}"[^>]*? value="([^"]*)"`))?.[1] ?? '';

class Person {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  cookie = '';
  constructor(at) {
    this.at = at;
  }
  ask(method, path, body) {
    const headers = { cookie: this.cookie };
    if (body) headers['content-type'] = 'application/x-www-form-urlencoded';
    return new Promise((resolve, reject) => {
      const asked = request(this.at + path, { method, agent: this.agent, headers });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        const parts = [];
        for (const line of answer.headers['set-cookie'] ?? []) this.cookie = line.split(';')[0];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString('latin1') }),
        );
        answer.on('error', reject);
      });
      asked.end(body && String(new URLSearchParams(body)));
    });
  }
  // One act of a kind: timed, counted, and answered as it should be.
  async act(kind, method, path, body, want = [200, 303]) {
    const began = performance.now();
    const answer = await this.ask(method, path, body);
    const took = performance.now() - began;
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push(took);
    done += 1;
    if (!want.includes(answer.status)) wrong.push(`${kind} ${method} ${path}: ${answer.status}`);
    return answer;
  }
  get(kind, path, want) {
    return this.act(kind, 'GET', path, undefined, want);
  }
  async signIn(login) {
    this.cookie = '';
    await this.act('sign-in', 'POST', '/sign-in', { login, password: PASSWORD });
  }
  // The form of a page, filled in and sent.
  async send(kind, page, action, values) {
    const { text } = await this.get('a form', page);
    const owner = text.match(/name="owner"[^]*?<option value="([0-9a-f-]{36})"/)?.[1];
    const body = { csrf: hidden(text, 'csrf'), once: hidden(text, 'once'), ...values };
    if (owner) body.owner = owner;
    return this.act(kind, 'POST', action, body);
  }
}

const today = new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10);
const name = encodeURIComponent;
const odds = (table) => {
  let n = dice(table.reduce((sum, [weight]) => sum + weight, 0));
  return table.find(([weight]) => (n -= weight) < 0)[1];
};

const staff = (me, { children, plans }) => [
  [30, () => me.get("a child's page", any(children))],
  [12, () => me.get('the list of children', `/children?page=${1 + dice(9)}`)],
  [10, () => me.get('search', `/children?q=${name(any(['アカ', 'ミホン', 'キラ', 'B0001']))}`)],
  [8, () => me.get('今日', '/')],
  [8, () => me.get('記録', `/contacts?page=${1 + dice(50)}`)],
  [7, () => me.send('a contact written down', '/contacts/new', '/contacts', {
    on_day: today, method: 'phone', requester: 'family', topics: 'daily',
    child: any(children).slice(10), body: 'きょうの様子を聞いた。',
  })],
  [4, () => me.send('a task', `/tasks/new?child=${any(children).slice(10)}`, '/tasks', {
    title: '受給者証の期限を確かめる', due_on: today, child: any(children).slice(10),
  })],
  [4, () => me.get('次にすること', '/tasks')],
  [3, () => me.get('calendar', '/calendar')],
  [3, () => me.get('statistics', '/statistics')],
  [2, () => me.get('report builder', '/tabulations/new?rows=month&columns=requester')],
  [1, () => me.get('export', any(['/services.csv', '/evacuation.csv']))],
  [1, () => me.get('tables as XLSX', '/statistics.xlsx')],
  [2, () => me.get('PDF', plans.length ? `${any(plans)}/sheet.pdf` : '/charges.pdf')],
  [3, () => me.get('directory', '/services')],
  [2, () => me.get('board', '/vacancies')],
  [2, () => me.get('matching', '/matching')],
  [2, () => me.get('who looked', `${any(children)}/viewers`)],
];
const advisor = (me) => [
  [4, () => me.get('今日', '/')],
  [3, () => me.get('the list of children', '/children')],
  [2, () => me.get('directory', '/services')],
];
const family = (me) => [
  [4, () => me.get('わが子', '/family')],
  [1, () => me.get('今日', '/', [200, 303])],
];
const visitor = (me) => [
  [4, () => me.get('public list', `/services?n=${dice(40)}`)],
  [2, () => me.get('public board', '/vacancies')],
  [2, () => me.get('public page', any(['/', '/news', '/statistics', '/trainings', '/map']))],
];

async function live(login, tableOf, share) {
  const me = new Person(login ? AT : OPEN);
  if (login) await me.signIn(login);
  const known = {};
  if (tableOf === staff) {
    const list = await me.get('the list of children', '/children?page=3');
    known.children = ids(list.text, 'children');
    known.plans = ids((await me.get('plans', '/evacuation')).text, 'plans');
  }
  const table = tableOf(me, known);
  for (let n = 1; done < total && n < share; n += 1) {
    if (login && n % 800 === 0) await me.signIn(login);
    await odds(table)();
  }
}

const smaps = (pid, what) =>
  Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(`\n${what}: *(\\d+)`)[1]) / 1024;
const size = (path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const look = () => ({
  at: done,
  pss: smaps(SERVER, 'Pss'),
  rss: smaps(SERVER, 'Rss'),
  public: smaps(PUBLIC, 'Pss'),
  files: readdirSync(`/proc/${SERVER}/fd`).length,
  wal: size(`${DB}-wal`) / 1024 / 1024,
});
const seen = [];
const began = Date.now();
async function watch(all) {
  let over = false;
  all.finally(() => (over = true));
  while (!over) {
    seen.push(look());
    await wait(500);
  }
}

const day = Promise.all([
  ...['hana', 'natsu', 'taro', 'minori', 'yutaka'].map((login) => live(login, staff, Infinity)),
  live('goro', advisor, total / 20),
  live('sachi', advisor, total / 20),
  live('haha', family, total / 20),
  live(null, visitor, total / 10),
  live(null, visitor, total / 10),
]);
await Promise.all([day, watch(day)]);

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const sorted = (list) => [...list].sort((a, b) => a - b);
const middle = (list) => sorted(list)[list.length >> 1];
// After the first two fifths, in which each thread fills what it keeps of the database.
const third = (which, what) => {
  const [from, to] = [which, which + 1].map((n) => total * (0.4 + 0.2 * n));
  return middle(seen.filter((s) => s.at >= from && s.at < to).map((s) => s[what]));
};
const grown = [];
// What somebody may keep warm in between: three MB of memory, four files.
for (const [what, label, unit, room] of [
  ['pss', 'memory of the staff site (PSS)', ' MB', 3],
  ['rss', 'the same (RSS)', ' MB', 3],
  ['public', 'memory of the public site (PSS)', ' MB', 3],
  ['files', 'open files', '', 4],
  ['wal', 'log of the database (WAL)', ' MB', 8],
]) {
  const [first, last] = [third(0, what), third(2, what)];
  if (last - first > room) grown.push(label);
  const text = (value) => `${value.toFixed(unit ? 1 : 0)}${unit}`;
  row(
    `${label}, growth from the first third to the last`,
    text(last - first),
    `${text(first)}, then ${text(last)}; ${text(Math.max(...seen.map((s) => s[what])))} at most`,
    unit ? `≤ ${room} MB` : '',
  );
}
row('requests', String(done), `in ${((Date.now() - began) / 1000).toFixed(0)} s`, '');
const p = (times, share) => sorted(times)[Math.floor((times.length - 1) * share)];
for (const [kind, times] of [...kinds].sort((a, b) => b[1].length - a[1].length))
  row(
    kind,
    `p50 ${p(times, 0.5).toFixed(1)} ms`,
    `p99 ${p(times, 0.99).toFixed(1)} ms of ${times.length}`,
    '',
  );
for (const what of wrong.slice(0, 10)) console.error(what);
if (grown.length) console.error(`grew: ${grown.join(', ')}`);
process.exit(wrong.length || grown.length ? 1 : 0);
