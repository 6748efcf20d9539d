// A register taken in by the browser. The file itself is handed over by the
// test, for the window that picks it belongs to the system; all else is keys.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

const heading = '児童ID,氏名,フリガナ,生年月日,性別,市町村,医療的ケア';

async function preview(t, rows) {
  await t.visit('/import/children');
  await t.page.setInputFiles('#f-file', {
    name: 'children.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([heading, ...rows, ''].join('\r\n')),
  });
  await t.tabTo('main form button[type=submit]');
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/\/import\/(jobs\/|children\/preview)/);
}

test('a register with a bad cell stays out, and says where', { centre: 'init' }, async (t) => {
  await preview(t, ['9001,架空 花,カクウ ハナ,R3.13.1,女,青森市,あり']);
  await t.page.waitForSelector('[data-errors]');
  const row = await t.page.textContent('main tbody tr');
  assert.match(row, /2/);
  assert.match(row, /生年月日/);
  assert.match(row, /R3\.13\.1/);
  await t.check('import-faults');
  await t.visit('/children');
  assert.equal(await t.page.locator('main tbody tr').count(), 0);
});

test('a register is looked at, confirmed and taken in, once', { centre: 'init' }, async (t) => {
  const rows = ['9101,架空 一郎,カクウ イチロウ,R3.4.5,男,青森市,あり'];
  await preview(t, rows);
  await t.check('import-preview');
  await t.tabTo('main form button[type=submit]');
  await t.page.keyboard.press('Enter');
  await t.page.waitForSelector('[role=status]:has-text("取り込みました")');
  await t.check('import-done');
  await preview(t, rows);
  assert.match(await t.page.textContent('main'), /取り込む必要はありません/);
  await t.visit('/children');
  assert.equal(await t.page.locator('main tbody tr').count(), 1);
});
