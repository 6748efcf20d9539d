// A child in 年中 comes to school: registered, put on the way, prepared for,
// put off by a year and taken back, and led into the first class.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

const pad = (n) => String(n).padStart(2, '0');
const fiscal = () => {
  const now = new Date(Date.now() + 9 * 3600 * 1000);
  return now.getUTCFullYear() - (now.getUTCMonth() < 3 ? 1 : 0);
};
// 年中 are those who turn five in this school year.
const bornOn = `${fiscal() - 5}-06-${pad(15)}`;
const era = (year) => `R${year - 2018}.4.1`;

const said = (t, what) => t.page.waitForSelector(`[role=status]:has-text("${what}")`);
const row = (t, what) => t.page.locator('ul.todo > li', { hasText: what });

async function register(t, name, kana, place) {
  await t.visit('/children/new');
  await t.page.fill('[name=name]', name);
  await t.page.fill('[name=kana]', kana);
  await t.page.fill('[name=born_on]', bornOn);
  await t.page.selectOption('[name=municipality]', place);
  await t.page.click('main form button[type=submit]');
  await t.page.waitForURL(/\/children\/[0-9a-f-]{36}/);
  return new URL(t.page.url()).pathname;
}

async function finish(t, what) {
  await row(t, what).getByRole('button', { name: '済みにする' }).click();
  await said(t, '済みにしました');
}

test('a child in 年中 is led to school entry', async (t) => {
  const child = await register(t, '就学 はるか', 'シュウガク ハルカ', '02203');
  const enters = fiscal() + 2;

  assert.match(await t.page.textContent('#pathway'), /年中/);
  await t.page.getByRole('link', { name: '段階を記録して、項目を作る' }).click();
  assert.equal(await t.page.inputValue('[name=stage]'), 'nursery');
  assert.equal(await t.page.inputValue('[name=school_on]'), era(enters));
  await t.page.getByRole('button', { name: '記録して項目を作る' }).click();
  await said(t, '記録しました');
  await t.check('pathway-begun');

  // What has to begin in April of 年中 stands first; a colleague is asked.
  const first = row(t, '教育相談と学校の見学を始める');
  await first.getByRole('link').click();
  await t.check('pathway-step');
  await t.page.check('[name=state][value=waiting]');
  await t.page.fill('[name=note]', '10月に見学の約束をした。');
  await t.page.getByRole('button', { name: '保存する' }).click();
  await said(t, '変更を保存しました');
  assert.match(await first.textContent(), /着手・情報待ち/);

  // Something of the child's own that moves with the day of school entry.
  await t.page.getByRole('link', { name: '項目を加える' }).click();
  await t.check('pathway-step-new');
  await t.page.fill('[name=title]', '学校の先生に吸引を見てもらう');
  await t.page.fill('[name=due_on]', `R${enters - 2018}.3.22`);
  await t.page.selectOption('[name=anchor]', 'school');
  await t.page.getByRole('button', { name: '保存する' }).click();
  await said(t, '登録しました');

  // The list of those who move on has the child, by region.
  await t.visit('/pathway/coming?region=hachinohe&stage=elementary');
  assert.match(await t.page.textContent('main'), /就学 はるか/);
  await t.check('pathway-coming');

  // Put off by a year: seen first, carried out, taken back.
  await t.visit(`${child}/pathway/dates`);
  await t.page.fill('[name=school_on]', era(enters + 1));
  await t.page.getByRole('button', { name: '期日がどう動くか見る' }).click();
  await t.page.waitForSelector('h1:has-text("期日の動き")');
  assert.match(await t.page.textContent('main'), new RegExp(`${era(enters + 1)}`));
  await t.check('pathway-preview');
  await t.page.getByRole('button', { name: 'この内容で動かす' }).click();
  await said(t, '期日を動かしました');
  assert.match(await row(t, '入学通知').textContent(), new RegExp(`R${enters + 1 - 2018}\\.1\\.31`));
  assert.match(await row(t, '吸引を見て').textContent(), new RegExp(`R${enters + 1 - 2018}\\.3\\.22`));
  await t.page.getByRole('button', { name: 'この変更を元に戻す' }).click();
  await said(t, '元に戻しました');
  assert.match(await row(t, '入学通知').textContent(), new RegExp(`R${enters - 2018}\\.1\\.31`));

  // The steps of two years are done; what is left is spoken for.
  for (const what of ['教育相談', '来年入学する', '就学相談', '予算', '学齢簿', '就学時健診', '入学通知'])
    await finish(t, what);
  await t.page.getByRole('link', { name: '次の段階へ' }).click();
  await t.check('pathway-next');
  await t.page.getByRole('button', { name: '次の段階に進む' }).click();
  await t.page.waitForSelector('[data-errors]');
  assert.match(await t.page.textContent('[data-errors]'), /申し送りを書いてください/);
  await t.page.fill('[name=note]', '登下校は4月に学校と決める。');
  await t.page.getByRole('button', { name: '次の段階に進む' }).click();
  await said(t, '次の段階に進みました');
  assert.match(await t.page.textContent('[aria-current=step]'), /小学校/);
  await t.visit(`${child}/pathway?stage=nursery`);
  assert.match(await t.page.textContent('main'), /登下校は4月に学校と決める/);
});

test('a day before birth is refused with the reason, and nothing begins', async (t) => {
  const child = await register(t, '日付 みなと', 'ヒヅケ ミナト', '02201');

  await t.visit(`${child}/pathway/dates`);
  await t.page.fill('[name=admission_on]', `${fiscal() - 5}-06-14`);
  await t.page.fill('[name=discharge_on]', `${fiscal() - 5}-06-13`);
  await t.page.getByRole('button', { name: '記録して項目を作る' }).click();
  await t.page.waitForSelector('[data-errors]');
  assert.match(await t.page.textContent('[data-errors]'), /生まれた日より前の日です/);
  await t.check('pathway-refused');
  await t.visit(`${child}/pathway`);
  assert.match(await t.page.textContent('main'), /まだ段階の記録がありません/);
});
