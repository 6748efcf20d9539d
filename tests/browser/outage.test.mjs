// A power cut over 下北 and 上十三 at ten past two in a January night: thirty
// children, three people who call from their phones at the same time, and a
// server that is killed in between.

import assert from 'node:assert/strict';
import { signIn, test } from './lib.mjs';
import { addChild, fill, path, sees, send } from './month.mjs';

const PHONE = { width: 375, height: 800 };
const CHILDREN = 30;
const KILL_AFTER = 12;
const WORDS = { absent: '不在', safe: '無事', help: '要支援', moved: '搬送' };

// Minutes from now to so many after the cut, the next time it is 21 January.
function fromNow(after) {
  const now = new Date();
  const at = (year) => Date.UTC(year, 0, 20, 17, 10 + after);
  const year = now.getUTCFullYear();
  const next = at(year) > now ? at(year) : at(year + 1);
  return {
    minutes: Math.ceil((next - now) / 60000),
    day: `${new Date(next).getUTCFullYear()}-01-21`,
  };
}

const count = async (t, word) =>
  Number((await t.page.textContent('main .chips')).match(RegExp(`${word}\\s*(\\d+)人`))[1]);

async function declare(t) {
  await t.visit('/outages/new');
  await fill(t, {
    began_on: fromNow(0).day,
    began_time: '2:10',
    region: ['shimokita', 'kamitosan'],
  });
  await send(t, 'main form[action="/outages"] button[type=submit]');
  return path(t);
}

// Every page of the event under every check.
async function lookAround(t, outage) {
  const child = await t.page.locator('.call__who a').first().getAttribute('href');
  for (const at of ['', '/area', '/stock', '/sheet', '/report']) await t.look(outage + at);
  for (const at of [child, '/outages', '/outages/new', '/']) await t.look(at);
}

// Those of whom nothing is known are the most urgent: as many as are lacking.
async function fillUp(t, outage) {
  await t.visit(outage);
  for (let n = await count(t, '未'); n < CHILDREN; n += 1)
    await addChild(t, {
      name: `見本 夜${n}`,
      kana: `みほん よる${'あいうえおかきくけこさしすせそ'[n % 15]}`,
      municipality: 'むつ市',
      medical_care: ['yes'],
      phone: '0175-00-0001',
      born_on: `2020-03-${10 + (n % 15)}`,
    });
  await t.visit(outage);
  assert.equal(await count(t, '未'), CHILDREN);
}

const minutesIn = (text) => {
  if (/不明/.test(text)) return -1;
  if (/切れている/.test(text)) return 0;
  const [, hours = 0, minutes] = text.match(/(?:(\d+)時間)?(\d+)分/);
  return hours * 60 + Number(minutes);
};

// The rows of those who are not done: never more left than the next one has.
async function checkOrder(page) {
  const rows = await page.locator('.call:not(.call--done) .call__left').allTextContents();
  const left = rows.filter((text) => /あと/.test(text)).map(minutesIn);
  for (let i = 1; i < left.length; i += 1)
    assert.ok(left[i - 1] <= left[i], `${left[i - 1]} stands before ${left[i]}`);
}

// Whoever meets a server that is gone looks again until it is back.
async function open(who, outage) {
  for (;;) {
    try {
      const answer = await who.page.goto(who.centre.url + outage);
      if (answer.status() === 200) return;
    } catch (error) {
      if (!/ERR_|aborted|interrupted/.test(error.message)) throw error;
    }
  }
}

// A tap, and what the server says to it; 0 when it was gone before it answered.
async function tap(who, button) {
  who.answer = null;
  try {
    await Promise.all([who.page.waitForEvent('load'), button.click()]);
  } catch (error) {
    if (!/ERR_|aborted|interrupted|Timeout/.test(error.message)) throw error;
  }
  return who.answer?.status() ?? 0;
}

// Calls whom the list has on top, says what came of it, until nobody is left.
async function work(who, outage, shared) {
  for (;;) {
    await open(who, outage);
    await checkOrder(who.page);
    const mine = who.page.locator('article.card');
    if (await mine.count()) {
      await answer(who, mine.first(), shared);
      continue;
    }
    const free = who.page.locator('.call__act button');
    if (!(await free.count())) return;
    const status = await tap(who, free.first());
    if (status === 409) {
      shared.refused += 1;
      await sees(who, '一覧に戻る');
    }
  }
}

async function answer(who, card, shared) {
  const child = (await card.locator('form').getAttribute('action')).split('/')[2];
  const caller = shared.called.get(child) ?? who.name;
  assert.equal(caller, who.name, `${child} is called by ${caller} and ${who.name}`);
  shared.called.set(child, who.name);
  const status = shared.plan[shared.called.size % shared.plan.length];
  const said = await tap(who, card.locator(`button[value=${status}]`));
  if (said !== 200) return;
  shared.said.set(child, status);
  if (shared.said.size === KILL_AFTER && !shared.killed) {
    shared.killed = true;
    await who.centre.crash();
    who.centre.setMinute(fromNow(20).minutes);
  }
}

// "2:41" or "1月21日（水）2:41" as minutes after 2:10.
const after = (text) => {
  const [, hours, minutes] = text.match(/(\d+):(\d+)$/);
  return hours * 60 + Number(minutes) - 130;
};

async function readReport(t, outage, shared) {
  const csv = await (await t.context.request.get(`${t.centre.url + outage}/report.csv`)).text();
  const lines = csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const reached = lines.filter((line) => line[3]);
  assert.equal(lines.length, CHILDREN);
  for (const [name, , status, at, sinceCut] of reached)
    assert.equal(Number(sinceCut), after(at), `${name}, ${status}, ${at}`);
  for (const [code, word] of Object.entries(WORDS)) {
    const wanted = [...shared.said.values()].filter((s) => s === code).length;
    assert.equal(lines.filter((line) => line[2] === word).length, wanted, word);
  }
  assert.ok(reached.some((line) => Number(line[4]) < 15), 'some before the server was killed');
  assert.ok(reached.some((line) => Number(line[4]) >= 20), 'some after it');
}

const NIGHT = { centre: 'night', as: 'hana', signedIn: false };

test('three people call thirty families in a power cut', NIGHT, async (t) => {
  t.centre.setMinute(fromNow(5).minutes);
  await signIn(t.page, t.centre, 'hana');
  const outage = await declare(t);
  await fillUp(t, outage);
  await lookAround(t, outage);
  const team = [t];
  for (const login of ['taro', 'natsu']) {
    const other = await t.another();
    await signIn(other.page, t.centre, login);
    team.push(other);
  }
  for (const [i, who] of team.entries()) {
    who.name = `caller ${i}`;
    await who.page.setViewportSize(PHONE);
  }
  const shared = {
    called: new Map(),
    said: new Map(),
    plan: ['safe', 'moved', 'safe', 'safe', 'moved'],
    refused: 0,
    killed: false,
  };
  await Promise.all(team.map((who) => work(who, outage, shared)));
  assert.equal(shared.called.size, CHILDREN);
  assert.ok(shared.killed, 'the server was killed');
  assert.equal(new Set(shared.called.values()).size, team.length);
  await t.visit(outage);
  assert.equal(await count(t, '未'), 0);
  await readReport(t, outage, shared);
  // A server that is gone is what was provoked.
  const others = t.wrongs.filter((wrong) => !/ERR_/.test(wrong));
  t.wrongs.splice(0, t.wrongs.length, ...others);
});
