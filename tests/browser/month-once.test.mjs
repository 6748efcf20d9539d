// Whatever a hurried hand does to a form, there is one record; and a child is
// there after three keys.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import { MONTH, begin, counts, day } from './month.mjs';

const total = async (t) => (await counts(t)).total;

async function writeMemo(page, body) {
  await page.locator('[name=requester]').first().check();
  await page.fill('[name=body]', body);
}

const submit = 'main form[action="/contacts"] button[type=submit]';

// Both clicks reach the form before the answer does.
async function clickTwice(t) {
  await t.visit('/contacts/new');
  await writeMemo(t.page, '二度押した電話');
  await t.page.dblclick(submit);
  await t.page.waitForSelector('[role=status]:has-text("記録しました")');
}

// Without script nothing guards the button; the same form goes twice by itself.
async function sendAgain(t) {
  const html = await t.visit('/contacts/new');
  const form = {
    csrf: html.match(/name="csrf" value="([^"]+)"/)[1],
    once: html.match(/name="once" value="([^"]+)"/)[1],
    method: 'phone',
    on_day: day(0),
    requester: await t.page.locator('[name=requester]').first().inputValue(),
    body: '送り直した電話',
  };
  const post = () =>
    t.context.request.post(`${t.centre.url}/contacts`, { form, maxRedirects: 0 });
  const answers = await Promise.all([post(), post(), post()]);
  answers.push(await post());
  assert.deepEqual(
    answers.map((answer) => answer.status()),
    [303, 303, 303, 303],
  );
  assert.equal(new Set(answers.map((answer) => answer.headers().location)).size, 1);
}

// Back, and the button once more, as whoever saw no answer does.
async function goBack(t) {
  await t.visit('/contacts/new');
  await writeMemo(t.page, '戻って送った電話');
  await t.page.click(submit);
  await t.page.waitForSelector('[role=status]');
  const address = new URL(t.page.url()).pathname;
  await t.page.reload();
  await t.page.goBack();
  await t.page.waitForSelector('[data-again]');
  await t.screenshot('month-sent-again');
  await t.page.click(submit);
  await t.page.waitForSelector('[role=status]');
  assert.equal(new URL(t.page.url()).pathname, address);
}

// Two tabs show one record; the second to save is told, and nothing is lost.
async function changeInTwoTabs(t) {
  await t.visit('/contacts');
  await t.page.locator('main tbody a[href^="/contacts/"]').first().click();
  await t.page.waitForURL(/\/contacts\/[0-9a-f-]{36}/);
  const address = new URL(t.page.url()).pathname;
  const other = await t.context.newPage();
  await t.visit(`${address}/edit`);
  await other.goto(`${t.centre.url}${address}/edit`);
  await t.page.fill('[name=caller]', '一つめのタブ');
  await other.fill('[name=caller]', '二つめのタブ');
  const save = `main form[action="${address}"] button[type=submit]`;
  await t.page.click(save);
  await t.page.waitForSelector('[role=status]');
  await other.click(save);
  await other.waitForSelector('[data-errors]');
  assert.equal(await other.inputValue('[name=caller]'), '二つめのタブ');
  assert.match(await other.textContent('[data-errors]'), /一つめのタブ/);
  await other.close();
}

// One form, open in two tabs that share its draft.
async function writeInTwoTabs(t) {
  await t.visit('/contacts/new');
  await writeMemo(t.page, '二つのタブで書いた電話');
  await t.page.waitForSelector('[data-draft-state]:has-text("下書きを保存")');
  const other = await t.context.newPage();
  await other.goto(`${t.centre.url}/contacts/new`);
  assert.equal(await other.inputValue('[name=body]'), '二つのタブで書いた電話');
  await t.page.click(submit);
  await t.page.waitForSelector('[role=status]');
  await other.click(submit);
  await other.waitForSelector('[role=status]');
  await other.close();
}

test('the month: a form sent twice, again or from two tabs is one record', MONTH, async (t) => {
  await begin(29, t);
  for (const way of [clickTwice, sendAgain, goBack, changeInTwoTabs, writeInTwoTabs]) {
    const before = await total(t);
    await way(t);
    const more = (await total(t)) - before;
    assert.equal(more, way === changeInTwoTabs ? 0 : 1, `${way.name} made ${more}`);
  }
});

test('the month: a child is there three keys after her kana', MONTH, async (t) => {
  await begin(29, t);
  await t.visit('/children');
  const kana = (await t.page.locator('main tbody .kana').first().textContent()).trim();
  const name = (await t.page.locator('main tbody a').first().textContent()).trim();
  await t.visit('/');
  await t.page.focus('#site-search');
  await t.page.keyboard.type(kana);
  await t.page.waitForSelector('[role=option]');
  await t.screenshot('month-search');
  // Two keys, and her page is there.
  await t.page.keyboard.press('ArrowDown');
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/\/children\/[0-9a-f-]{36}$/);
  assert.ok((await t.page.textContent('h1')).includes(name.slice(0, 2)), name);
  // Enter alone goes to the list, as without script.
  await t.page.focus('#site-search');
  await t.page.keyboard.type(kana);
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/\/children\?q=/);
});
