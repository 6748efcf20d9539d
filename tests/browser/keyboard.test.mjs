// The daily tasks without a mouse, from the first key to the stored record.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

const text = (t) => t.page.textContent('main');

// The sentence that a page shows after what was done.
const saved = (t) => t.page.waitForSelector('[role=status]:has-text("記録しました")');

async function chooseFirst(t, css) {
  await t.tabTo(css);
  await t.page.keyboard.press('ArrowDown');
}

test('a call is written down by keyboard and recorded with Ctrl+Enter', async (t) => {
  await t.visit('/');
  await t.page.keyboard.press('Alt+n');
  await t.page.waitForURL('**/contacts/new');
  await chooseFirst(t, '[name=requester]');
  await t.tabTo('[name=body]');
  await t.page.keyboard.type('停電のときの電源について');
  await t.page.keyboard.press('Control+Enter');
  await saved(t);
  assert.match(await text(t), /停電のときの電源について/);
});

test('the call is about a child chosen by typing and arrows', async (t) => {
  await t.visit('/children');
  const row = await t.page.locator('main table tbody tr').first();
  const kana = (await row.locator('.kana').textContent()).trim();
  const name = (await row.locator('a').textContent()).trim();
  await t.visit('/contacts/new');
  await chooseFirst(t, '[name=requester]');
  await t.tabTo('[name=child_typed]');
  await t.page.keyboard.type(kana);
  await t.page.waitForSelector('[role=option]');
  await t.page.keyboard.press('ArrowDown');
  await t.page.keyboard.press('Enter');
  assert.ok(await t.page.inputValue('input[name=child]'), 'the choice is kept');
  await t.tabTo('[name=body]');
  await t.page.keyboard.type('次の受診について');
  await t.page.keyboard.press('Control+Enter');
  await saved(t);
  assert.ok((await text(t)).includes(name), `${name} stands on the page`);
});

test('Enter that ends a Japanese word does not send the form', async (t) => {
  await t.visit('/contacts/new');
  await t.tabTo('[name=caller]');
  const keys = await t.context.newCDPSession(t.page);
  await keys.send('Input.imeSetComposition', {
    text: 'びょういん',
    selectionStart: 5,
    selectionEnd: 5,
  });
  await keys.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    windowsVirtualKeyCode: 229,
    key: 'Process',
    code: 'Enter',
  });
  await keys.send('Input.insertText', { text: '病院' });
  await t.page.keyboard.press('Enter');
  assert.equal(new URL(t.page.url()).pathname, '/contacts/new');
  assert.equal(await t.page.inputValue('[name=caller]'), '病院');
});

test('what was being typed comes back after the page is closed', async (t) => {
  await t.visit('/contacts/new');
  await t.tabTo('[name=body]');
  await t.page.keyboard.type('書きかけの内容');
  await t.page.waitForSelector('[data-draft-state]:has-text("下書きを保存")');
  const page = await t.context.newPage();
  await page.goto(`${t.centre.url}/contacts/new`);
  assert.equal(await page.inputValue('[name=body]'), '書きかけの内容');
  await page.close();
});

test('a child is found by the beginning of its kana and opened', async (t) => {
  await t.visit('/children');
  const kana = (await t.page.locator('main tbody .kana').first().textContent()).trim();
  await t.visit('/');
  await t.tabTo('#site-search');
  await t.page.keyboard.type(kana.slice(0, 2));
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL('**/children?*');
  await t.tabTo('main tbody a');
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/\/children\/[0-9a-f-]{36}/);
});

test('a form with nothing in it says what is missing, first of all', async (t) => {
  await t.visit('/contacts/new');
  await t.tabTo('main form button[type=submit]');
  await t.page.keyboard.press('Enter');
  await t.page.waitForSelector('[data-errors]');
  assert.ok(await t.page.evaluate(() => document.activeElement.matches('[data-errors]')));
  await t.page.keyboard.press('Tab');
  await t.page.keyboard.press('Enter');
  assert.ok(
    await t.page.evaluate(() => document.activeElement.matches('input, select, textarea')),
    'the link of a fault leads to its field',
  );
});

test('pages work with script switched off', async (t) => {
  const context = await t.context.browser().newContext({
    javaScriptEnabled: false,
    storageState: await t.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(`${t.centre.url}/contacts/new`);
  await page.locator('[name=requester]').first().check();
  await page.locator('[name=body]').fill('スクリプトなしの記録');
  await page.locator('main form button[type=submit]').click();
  assert.match(await page.textContent('main'), /スクリプトなしの記録/);
  await context.close();
});

const focused = (t) =>
  t.page.evaluate(() => {
    const { left, top, right, bottom } = document.activeElement.getBoundingClientRect();
    const name = document.activeElement.textContent.trim();
    return { name, left, right, top, bottom };
  });

test('the first Tab leads past the menu to what the page is about', async (t) => {
  await t.visit('/children');
  await t.page.keyboard.press('Tab');
  assert.equal((await focused(t)).name, '本文へ');
  await t.page.keyboard.press('Enter');
  await t.page.keyboard.press('Tab');
  assert.ok(await t.page.evaluate(() => document.activeElement.closest('main')));
});

test('after saving, the next Tab goes on from the sentence that says so', async (t) => {
  await t.visit('/contacts/new');
  await chooseFirst(t, '[name=requester]');
  await t.tabTo('[name=body]');
  await t.page.keyboard.type('ことばのあと');
  await t.page.keyboard.press('Control+Enter');
  await saved(t);
  assert.equal((await focused(t)).name, '記録しました。');
  await t.page.keyboard.press('Tab');
  assert.ok(await t.page.evaluate(() => document.activeElement.closest('main .head')));
});

test('on a phone Tab goes through the head of the page as it is read', async (t) => {
  await t.page.setViewportSize({ width: 375, height: 800 });
  await t.visit('/tasks');
  await t.tabTo('header a');
  for (let last = { top: 0, left: -1 }; ; ) {
    const at = await focused(t);
    if (!(await t.page.evaluate(() => document.activeElement.closest('header')))) break;
    const next = at.top > last.top + 8 || at.left > last.left;
    assert.ok(next, `${at.name} stands before the one before it`);
    assert.ok(at.left >= 0 && at.right < 376.5, `${at.name} is seen whole`);
    last = at;
    await t.page.keyboard.press('Tab');
  }
});

test('on a phone no row hides under its name what has the focus', async (t) => {
  await t.page.setViewportSize({ width: 375, height: 800 });
  await t.visit('/evacuation');
  const n = await t.page.locator('main td a').count();
  assert.ok(n > 20, `${n} numbers to open`);
  await t.tabTo('main td a');
  for (let i = 1; i < n; i += 1) {
    await t.page.keyboard.press('Tab');
    const covers = await t.page.evaluate(() => {
      const { right } = document.activeElement.closest('tr').cells[0].getBoundingClientRect();
      return right > document.activeElement.getBoundingClientRect().left + 1;
    });
    assert.ok(!covers, `${(await focused(t)).name} is seen`);
  }
});
