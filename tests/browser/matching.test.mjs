// A child of three who walks, with a ventilator and a gastrostomy, in 八戸: places
// with their reasons, the same question to three of them, one answers by its
// link; then a facility fills in the board, and the board shows it.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import { fill, path, said, sees, send } from './month.mjs';

const MARKS = ['○', '△', '？', '×'];

async function find(t) {
  await t.visit('/matching');
  await fill(t, {
    kinds: ['short_stay_medical', 'short_stay_welfare'],
    age: '3歳',
    municipality: '八戸市',
    care: ['ventilator', 'tube_feeding'],
    criteria: ['walking'],
  });
  await send(t, 'main form[action="/matching"] button[type=submit]');
  await t.check('matching-found');
}

// Best first, and no place without a word for each of the four things asked.
async function readReasons(t) {
  const places = await t.page.locator('main li.match').evaluateAll((all) =>
    all.map((li) => [...li.querySelectorAll('.reason__mark')].map((m) => m.textContent)),
  );
  assert.ok(places.length >= 3, `${places.length} places`);
  let worst = 0;
  for (const marks of places) {
    assert.equal(marks.length, 4, marks.join());
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

test('a facility fills in the board by its link in one tap', async (t) => {
  await t.visit('/vacancies');
  const entry = t.page.locator('table.board a', { hasText: '入力' }).first();
  const form = await entry.getAttribute('href');

  await t.visit(form);
  const guest = await comeByLink(
    t,
    await openLink(t, t.page.getByRole('button', { name: '施設が入力するリンクを出す' })),
  );
  await guest.check('vacancy-guest');
  await guest.page.locator('main .days select').first().selectOption('closed');
  await send(guest, 'main button[value=save]');
  await sees(guest, '受け取りました');
  await t.visit('/vacancies');
  const row = t.page.locator('table.board tbody tr').first();
  assert.equal((await row.locator('td').first().textContent()).replace(/\s/g, ''), '休休み');
  assert.match(await row.textContent(), /今日の情報/);
  await send(guest, 'main button[value=same]');
  await sees(guest, '受け取りました');
});
