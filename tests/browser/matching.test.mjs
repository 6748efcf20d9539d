// A child of three who walks, with a ventilator and a gastrostomy, in 八戸: places
// with their reasons, the same question to three of them, one answers by its
// link; a facility fills in the board by its link, and the board of what is
// looked for shows it.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import { day, fill, idIn, path, said, sees, send } from './month.mjs';

const MARKS = ['○', '△', '？', '×'];

async function find(t) {
  await t.visit('/matching');
  await fill(t, {
    kinds: ['short_stay_medical', 'short_stay_welfare'],
    age: '3歳',
    municipality: '八戸市',
    care: ['ventilator', 'tube_feeding'],
    criteria: ['walking'],
    from_on: day(3),
  });
  await send(t, 'main form[action="/matching"] button[type=submit]');
  await t.check('matching-found');
}

// Best first, and no place without a word for each of the five things asked, and
// without the day on which somebody said so.
async function readReasons(t) {
  const places = await t.page.locator('main li.match').evaluateAll((all) =>
    all.map((li) =>
      [...li.querySelectorAll('.reason')].map((one) => ({
        mark: one.querySelector('.reason__mark').textContent,
        when: one.querySelector('.note').textContent,
        says: one.textContent,
      })),
    ),
  );
  assert.ok(places.length >= 3, `${places.length} places`);
  let worst = 0;
  for (const reasons of places) {
    const marks = reasons.map((one) => one.mark);
    assert.equal(marks.length, 5, marks.join());
    for (const { mark, when, says } of reasons) {
      const dated = /^R\d+\.\d+\.\d+・/.test(when);
      assert.ok(dated || (mark === '？' && /^確かめた記録なし/.test(when)), `${mark} ${when} ${says}`);
      assert.equal(/変わるには：/.test(when), '△？'.includes(mark) || mark === '×', when);
    }
    const fit = Math.max(...marks.map((m) => MARKS.indexOf(m)));
    assert.ok(fit >= worst, 'a better place stands behind a worse one');
    worst = fit;
  }
  for (const word of ['情報不足', '不可']) await sees(t, word);
}

async function askThree(t) {
  const boxes = t.page.locator('main li.match input[name=service]');
  for (let i = 0; i < 3; i += 1) await boxes.nth(i).check();
  await fill(t, { label: '3歳、歩く子の短期入所', question: '週1日の日中から。' });
  await send(t, 'main form[action="/needs"] button[type=submit]');
  await said(t, '登録しました');
  assert.equal(await t.page.locator('main li.match').count(), 3);
  return path(t);
}

async function openLink(t, button) {
  await button.click();
  await t.page.waitForSelector('.secret');
  return new URL((await t.page.locator('.secret').textContent()).trim()).pathname;
}

async function comeByLink(t, link) {
  const guest = await t.another();
  await guest.visit(link);
  await send(guest, 'main button[type=submit]');
  return guest;
}

test('a place is found, asked, and answers by its link', async (t) => {
  await find(t);
  await readReasons(t);
  const need = await askThree(t);
  const first = t.page.locator('main li.match').first();

  await first.locator('summary').click();
  const guest = await comeByLink(
    t,
    await openLink(t, first.getByRole('button', { name: '返事のリンクを出す' })),
  );
  await guest.check('matching-guest');
  await sees(guest, '人工呼吸器');
  await fill(guest, { answer: ['yes'], comment: '見学に来てください。' });
  await send(guest, 'main button[type=submit]');
  await sees(guest, 'お返事を受け取りました');
  await t.visit(need);
  await sees(t, '受けられる');
  await sees(t, '見学に来てください。');
  await t.check('matching-answered');
  const name = await t.page.locator('main li.match h3').first().textContent();
  await fill(t, { state: ['placed'], service: name.trim() });
  await send(t, `main form[action="${need}/outcome"] button[type=submit]`);
  await sees(t, '決まった');
});

// What the board of that search says in its first row of the day that is wanted.
async function firstRow(t, need) {
  await t.visit(`/matching/board?need=${idIn(need)}`);
  const row = t.page.locator('table.board tbody tr').first();
  const cell = await row.locator('td').first().textContent();
  return { row, cell: cell.replace(/\s/g, ''), text: await row.textContent() };
}

test('a facility fills in the board by its link, and the search shows it', async (t) => {
  await find(t);
  const need = await askThree(t);
  const before = await firstRow(t, need);
  assert.match(before.text, /[○△？] (受入可能|要相談|情報不足)/);
  await t.check('matching-board');
  const form = await before.row.locator('a', { hasText: '入力' }).getAttribute('href');
  const why = await before.row.locator('a', { hasText: '理由' }).getAttribute('href');
  assert.equal(await t.page.locator(`${why} .reason`).count(), 4);

  await t.visit(form);
  const guest = await comeByLink(
    t,
    await openLink(t, t.page.getByRole('button', { name: '施設が入力するリンクを出す' })),
  );
  await guest.check('vacancy-guest');
  const wanted = guest.page.locator('main .days li').nth(3).locator('select');
  await wanted.nth(0).selectOption('open');
  await wanted.nth(2).selectOption('1');
  await send(guest, 'main button[value=save]');
  await sees(guest, '受け取りました');
  const after = await firstRow(t, need);
  assert.match(after.cell, /^○1空きあり1つ/);
  assert.match(after.text, /今日の情報/);

  await wanted.nth(0).selectOption('closed');
  await send(guest, 'main button[value=save]');
  assert.equal((await firstRow(t, need)).cell, '休休み');
  await sees(guest, '元に戻せます');
  await send(guest, 'main button[value=undo]');
  assert.match((await firstRow(t, need)).cell, /^○1空きあり1つ/);
  await send(guest, 'main button[value=same]');
  await sees(guest, '受け取りました');
});

test('the board is shown for a child who was typed, and no name is in the address', async (t) => {
  await t.visit('/children');
  const head = t.page.locator('main tbody th').first();
  const name = (await head.locator('a').textContent()).trim();
  const number = (await head.locator('.note').textContent()).trim();
  await t.visit('/vacancies');
  await t.page.fill('main input[name=child_typed]', number);
  await send(t, 'main form[action="/matching/board"] button[type=submit]');
  assert.match(t.page.url(), /\/matching\/board\?child=[0-9a-f-]{36}$/);
  await sees(t, `${name}さんの条件`, '合うかどうかの理由');
});

test('what was not had is written down about nobody', async (t) => {
  await find(t);
  await send(t, 'main form[action="/matching/unmet"] button[type=submit]');
  await t.check('matching-unmet');
  assert.equal(await t.page.inputValue('main [name=region]'), 'hachinohe');
  await fill(t, { reason: '空きがなかった' });
  await send(t, 'main form[action="/unmet"] button[type=submit]');
  await said(t, '登録しました');
  await sees(t, '人工呼吸器', '短期入所');
});
