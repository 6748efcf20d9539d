// README's tour of ten minutes: a test a step, in their order, in a demo centre of
// its own. SCREENS=docs/screens node tests/browser/run.mjs "the tour" makes the
// pictures of README.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { pick, type } from './keys.mjs';
import { test } from './lib.mjs';
import { chooseChild, day, fill, said } from './month.mjs';
import { click, findChild, menu, picture, readme, step, steps, told } from './tour.mjs';

const CALL = '見本こども園の園長から。春から通う子の吸引を、職員が不安に思っている。';

// Of the rows of a table, the one that begins so.
const row = (t, name) => t.page.locator('main tr', { hasText: name }).first();

async function toSora(t) {
  await findChild(t, 'ソラ');
  await click(t, '見本 そら', 'main');
}

const main = async (t) => (await t.page.innerText('main')).replace(/\s+/g, '');
const count = async (t, css) => t.page.locator(css).count();

// Day and time in Japan, so many minutes ago.
function ago(minutes) {
  const at = new Date(Date.now() + (9 * 60 - minutes) * 60000).toISOString();
  return { began_on: at.slice(0, 10), began_time: at.slice(11, 16) };
}

step('call', 'hana', async (t) => {
  await t.page.keyboard.press('Alt+n');
  await t.page.waitForURL('**/contacts/new');
  await pick(t, 'requester', 'nursery');
  await chooseChild(t, 'ソラ');
  await type(t, '[name=body]', CALL);
  await type(t, '[name=next_step]', '園を訪問して手順を見せる');
  await type(t, '[name=next_on]', day(1));
  await picture(t, 'h1');
  await t.page.keyboard.press('Control+Enter');
  await said(t, '記録しました');
});

step('child', 'hana', async (t) => {
  await toSora(t);
  await picture(t);
  const text = await main(t);
  assert.match(text, /電源が切れるまで3時間（最初に止まる：吸引器）/);
  const told = ['職員が不安に思っている', '砂場から離れなかった', '退院前のカンファレンス。呼吸器'];
  const at = told.map((words) => text.indexOf(words));
  assert.ok(at[0] > 0 && at[0] < at[1] && at[1] < at[2], `the latest first: ${at}`);
});

step('pathway', 'hana', async (t) => {
  await toSora(t);
  await click(t, '項目を見る', 'main');
  await t.page
    .locator('li', { hasText: '園の利用を申し込む' })
    .getByRole('button', { name: '済みにする' })
    .click();
  await said(t, '済みにしました');
  await picture(t);
  assert.equal(await count(t, 'main button:has-text("済みにする")'), 2);
});

step('conference', 'minori', async (t) => {
  await menu(t, '会議');
  await click(t, '園に通うための話し合い', 'main');
  await click(t, '議事録を書く', 'main');
  for (const box of await t.page.locator('[name=attended]').all()) await box.check();
  await fill(t, { minutes: '吸引は園の看護師、休みの日は訪問看護が行う。' });
  await t.page.locator('[name=who]').first().fill('見本こども園');
  await t.page.locator('[name=what]').first().fill('看護師の休みの日を知らせる');
  await click(t, '保存する', 'main');
  await t.page.click('summary:has-text("決まったことを加える")');
  await fill(
    t,
    { title: '訪問看護の曜日を聞く', owner: '見本 花子', due_on: day(7) },
    'main details[open]',
  );
  await click(t, '加える', 'main details[open]');
  await picture(t, 'h1');
  await toSora(t);
  assert.match(await main(t), /訪問看護の曜日を聞く/);
  await t.page.goto(t.centre.url);
});

step('dispatch', 'minori', async (t) => {
  await menu(t, '派遣');
  await row(t, '見本こども園').locator('a').first().click();
  await t.page.waitForURL(/dispatches\/[0-9a-f-]{36}/);
  await fill(t, { decision: '受ける' });
  await click(t, '決める', 'main');
  await fill(t, { person: '派遣 五郎', planned_on: day(9), place: '見本こども園' });
  await picture(t, 'h1');
  await click(t, '決める', 'main');
  assert.match(await main(t), /いま：準備中/);
});

step('match', 'hana', async (t) => {
  await toSora(t);
  await click(t, '受入先を探す', 'main');
  await t.page.check('[name=kinds][value=short_stay_medical]');
  await click(t, '探す', 'main form[action="/matching"]');
  await picture(t, 'h1');
  assert.equal(await count(t, 'main li.match'), 16);
  for (const box of (await t.page.locator('main li.match [name=service]').all()).slice(0, 3))
    await box.check();
  await fill(t, { label: '3歳、月に1度の短期入所', question: '月に1度、1泊から。' });
  await click(t, '選んだ所に聞く', 'main form[action="/needs"]');
  assert.equal(await count(t, 'main li.match'), 3);
});

step('vacancies', 'hana', async (t) => {
  await toSora(t);
  await click(t, '空き状況', 'main');
  await picture(t, 'main table.board');
  assert.equal(await count(t, 'main table.board thead th'), 15);
  assert.equal(await count(t, 'main table.board tbody tr'), 16);
});

step('evacuation', 'hana', async (t) => {
  await toSora(t);
  await click(t, '自宅の避難計画', 'main');
  await click(t, '計画書（印刷）', 'main');
  await picture(t);
});

step('outage', 'taro', async (t) => {
  await menu(t, '防災', '停電・災害', '停電・災害をはじめる');
  await fill(t, { kind: '停電', ...ago(20), region: ['tsugaru'] });
  await t.page.check('[name=drill][value="1"]');
  await click(t, 'はじめる', 'main form[action="/outages"]');
  assert.equal(await count(t, 'main .call'), 17);
  await picture(t);
  await click(t, 'かける', 'main .call:has-text("見本 そら")');
  assert.match(await main(t), /あなたが連絡する人見本そら3歳・弘前市あと2時間(39|40)分/);
  await click(t, '無事', 'main article.card');
  assert.match(await main(t), /未16人不在0人要支援0人無事1人/);
  await click(t, '地域・復旧・終わり', 'main');
  await click(t, 'この停電・災害を終える', 'main');
  await menu(t, '防災', '停電・災害', '停電の訓練 津軽圏域');
  assert.match(await main(t), /対象の子ども17人連絡がついた1人/);
});

step('training', 'natsu', async (t) => {
  await menu(t, '会議', '研修', '小児在宅サポーター勉強会');
  assert.equal(await count(t, 'main table:has-text("開催日時") tbody tr'), 9);
  await picture(t);
});

step('survey', 'natsu', async (t) => {
  await menu(t, '資源・空き', '調査', '事業所等受入状況調査（前の年）', '結果');
  await picture(t);
});

step('year', 'jiro', async (t) => {
  await menu(t, '統計');
  await picture(t);
  const total = await row(t, '延回数').locator('a').last().innerText();
  const visits = await row(t, '訪問').locator('td').last().innerText();
  const part = Number(visits) / Number(total);
  assert.ok(part > 0.85 && part < 0.96, `${visits} of ${total} by going out`);
  await row(t, '延回数').locator('a').last().click();
  await t.page.waitForURL(/statistics\/records/);
  const text = await main(t);
  assert.ok(text.includes(`${total}回のうち`), `${total} records`);
  assert.match(text, /見本そら（R\d+-0001）電話保育所・認定こども園/);
});

step('public', 'taro', async (t) => {
  await menu(t, '資源・空き', '公表', '公表する記事', '冬の道と停電にそなえて');
  await click(t, '承認する', 'main');
  await menu(t, '資源・空き', '公表');
  await click(t, 'この内容で公表する', 'main');
  await t.page.goto(t.centre.open);
  await picture(t, 'h2:has-text("受入れ先を探す")');
  assert.match(await main(t), /お知らせ.*冬の道と停電にそなえて/);
  await click(t, '条件で探す', 'main');
  await t.page.click('summary:has-text("必要な医療的ケアで絞り込む")');
  await t.page.check('[name=care][value=ventilator]');
  await t.page.selectOption('[name=municipality]', { label: '弘前市' });
  await click(t, '探す', 'main form');
  assert.match(await main(t), /仮名病院130/);
  assert.doesNotMatch(await main(t), /そら/);
});

test('README names the steps and pictures of the tour, and no other', { centre: 'tour' }, () => {
  const all = told();

  assert.deepEqual(
    all.map((one) => one.number),
    steps.map((_, i) => i + 1),
  );
  assert.deepEqual(
    all.map((one) => one.pictures),
    steps.map((file) => [file]),
  );
  for (const [, file] of readme.matchAll(/docs\/screens\/([\w-]+\.png)/g))
    assert.ok(existsSync(`docs/screens/${file}`), `${file} is there`);
});
