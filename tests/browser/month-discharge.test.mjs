// A discharge across three regions: the hospital in 津軽, a facility in 八戸, the
// home in 下北, where there is no coordinator. Carried through a conference,
// its decisions, an advisor's visit and the steps of the stage, to the home.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import {
  MONTH,
  addAgency,
  addChild,
  agree,
  begin,
  comes,
  counts,
  day,
  fill,
  idIn,
  path,
  said,
  sees,
  send,
} from './month.mjs';

const HOSPITAL = '見本大学病院 地域連携室';
const STAY = '見本短期入所 うみ';
const TOWN = '見本町役場 福祉課';

async function addAgencies(t) {
  await addAgency(t, HOSPITAL, '病院', '弘前市');
  await addAgency(t, STAY, '短期入所', '八戸市');
  await addAgency(t, TOWN, '市町村', '大間町');
}

async function register(t) {
  const child = await addChild(t, {
    name: '見本 なみ',
    kana: 'ミホン ナミ',
    born_on: day(-240),
    municipality: '大間町',
    medical_care: true,
    care: ['ventilator'],
    address: '架空町3丁目',
    guardian: '母',
  });
  await t.visit(`${child}/pathway/dates`);
  await fill(t, { stage: 'NICU', from_on: day(-240), admission_on: day(-240) });
  await fill(t, { discharge_on: day(22) });
  await send(t);
  await said(t, '記録しました');
  return child;
}

// Nobody near; who is offered lives elsewhere, and the page says so.
async function findNobody(t, child) {
  await t.visit('/coordinators/coverage');
  await sees(t, '大間町');
  await t.visit(`${child}/coordinator`);
  const offers = await t.page.locator('main section.card').allTextContents();
  for (const offer of offers) assert.ok(!offer.includes('大間町の'), offer);
  await t.check('month-no-coordinator');
}

async function planConference(t, child) {
  await t.visit(`/meetings/new?child=${idIn(child)}`);
  await fill(t, {
    kind: ['discharge'],
    title: '退院に向けた会議',
    on_day: day(12),
    from_at: '13:30',
    to_at: '15:00',
    place: '見本大学病院 会議室',
    person: '見本 花子',
    agenda: '退院の日までにすること\n家での急変のとき\n短期入所の使い方',
  });
  await send(t);
  return path(t);
}

// Without an account: by a link that is shown once.
async function invite(t, meeting, name, agency) {
  await t.visit(meeting);
  await t.page.click('summary:has-text("参加者を加える")');
  await fill(t, { side: ['agency'], name, agency, part: '担当' }, 'main details');
  await send(t, 'main details[open] form button');
  return new URL(await t.page.textContent('.secret')).pathname;
}

async function answerByLink(t, link) {
  const guest = await t.another();
  await guest.visit(link);
  await send(guest, 'main form button');
  await guest.page.waitForSelector('h1');
  await sees(guest, '退院に向けた会議', '退院の日までにすること');
  await guest.page.check('[name=answer][value=yes]');
  await send(guest, 'main form button');
  await sees(guest, '返事を受け付けました');
  await guest.check('month-invited');
  await guest.context.close();
}

async function decide(t, meeting, title, owner, due_on) {
  await t.visit(meeting);
  await t.page.click('summary:has-text("決まったことを加える")');
  await fill(t, { title, owner, due_on }, 'main details');
  await send(t, 'main details[open] form button');
}

async function holdConference(t, meeting) {
  await t.visit(`${meeting}/minutes/edit`);
  for (const box of await t.page.locator('[name=attended]').all()) await box.check();
  await fill(t, { minutes: '退院の日を確かめた。呼吸器の予備を病院が用意する。' });
  await t.page.locator('[name=who]').first().fill('病院');
  await t.page.locator('[name=what]').first().fill('呼吸器の予備');
  await send(t);
  await decide(t, meeting, '消防に在宅の呼吸器を知らせる', '見本 花子', day(20));
  await decide(t, meeting, '短期入所の見学に同行する', '例示 なつ', day(25));
  await t.visit(meeting);
  await send(t, 'form[action$="/closing"] button');
  await sees(t, '呼吸器の予備', '消防に在宅の呼吸器を知らせる', '例示 なつ');
  await t.check('month-conference');
}

async function requestVisit(t, child) {
  await t.visit(child);
  await t.page.getByRole('link', { name: '派遣を依頼する' }).click();
  await t.page.waitForURL('**/dispatches/new?*');
  assert.equal(await t.page.inputValue('[name=region]'), 'shimokita');
  await fill(t, {
    kind: ['advisor'],
    agency: TOWN,
    asked_by: '保健師',
    explained: 'はい',
    purpose: '個別支援',
    request: '退院の前に家を見てほしい。近くに相談できる人がいない。',
  });
  await send(t);
  const dispatch = path(t);
  await fill(t, { decision: '受ける' });
  await send(t);
  await fill(t, { person: '派遣 五郎', planned_on: day(18), place: '自宅' });
  await send(t);
  return dispatch;
}

async function visitHome(goro, dispatch, child) {
  await sees(goro, '準備して行き、報告する', '見本 なみさん');
  await goro.visit(child);
  await sees(goro, '見本 なみ');
  await goro.visit(dispatch);
  await fill(goro, {
    carried_on: day(18),
    participants_family: '2',
    participants_public_health_nurse: '1',
    content: '寝る部屋と電源を一緒に確かめた。',
    devised: '停電のときの手順を1枚にした。',
    voice: '顔が分かって安心した。',
  });
  await send(goro, 'form[action$="/report"] button');
  await said(goro, '変更を保存しました');
  await goro.check('month-visit-reported');
}

// Every step of the stage is done; the next one begins on the day itself.
async function finishStage(t, child) {
  await t.visit(`${child}/pathway`);
  for (;;) {
    const button = t.page.getByRole('button', { name: '済みにする' }).first();
    if (!(await button.count())) break;
    await Promise.all([t.page.waitForEvent('load'), button.click()]);
  }
  await t.page.getByRole('link', { name: '次の段階へ' }).click();
  await fill(t, { stage: '在宅移行' });
  await send(t);
  await said(t, '次の段階に進みました');
}

async function done(t, what) {
  await t.visit('/?all=1');
  await t.page.locator('li', { hasText: what }).getByRole('button').first().click();
  await said(t, '済みにしました');
}

test('the month: a discharge across three regions comes home', MONTH, async (t) => {
  await begin(8, t);
  const before = await counts(t);
  await addAgencies(t);
  const child = await register(t);
  await findNobody(t, child);
  await agree(t, child, [HOSPITAL, STAY, TOWN], ['identity', 'contact', 'care']);
  await agree(t, child, ['見本病院'], ['identity', 'contact', 'care', 'clinical']);
  const meeting = await planConference(t, child);
  const links = [];
  for (const [name, agency] of [
    ['連携室 ゆめ', HOSPITAL],
    ['施設 うみ', STAY],
    ['保健師 まち', TOWN],
  ])
    links.push(await invite(t, meeting, name, agency));
  for (const link of links) await answerByLink(t, link);

  await begin(12, t);
  await sees(t, '退院支援の会議');
  await holdConference(t, meeting);
  const dispatch = await requestVisit(t, child);

  const goro = await t.another();
  await begin(18, goro, 'goro');
  await visitHome(goro, dispatch, child);
  await comes(t, 'hana');
  await t.visit(dispatch);
  await send(t, 'form[action$="/closing"] button');
  const after = await counts(t);
  assert.equal(after.advised['下北'], before.advised['下北'] + 1);
  assert.equal(after.total, before.total);

  await begin(20, t);
  await done(t, '消防に在宅の呼吸器を知らせる');
  await begin(22, t);
  await finishStage(t, child);
  await goro.visit('/');
  await comes(goro, 'goro');
  await goro.visit(child, 404);
  await t.visit(child);
  assert.match(await t.page.textContent('[aria-current=step]'), /在宅移行/);
  await sees(t, '退院に向けた会議', '圏域アドバイザー', '短期入所の見学に同行する');
  await t.check('month-home');

  // What was decided for a colleague is hers to do when its day comes.
  await begin(24, t, 'natsu');
  await sees(t, '短期入所の見学に同行する', '見本 なみさん');
});
