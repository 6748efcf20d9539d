// From a call in which nobody was named to a supported child, by keyboard alone.

import assert from 'node:assert/strict';
import { choose, pick, press, type } from './keys.mjs';
import { test } from './lib.mjs';

const text = (t) => t.page.textContent('main');
const next = (t) => t.page.textContent('main p > strong');

async function pressButton(t, form) {
  await press(t, `form[action$="${form}"] button[type=submit]`);
}

const today = () => {
  const now = new Date(Date.now() + 9 * 3600 * 1000);
  return `R${now.getUTCFullYear() - 2018}.${now.getUTCMonth() + 1}.${now.getUTCDate()}`;
};

async function call(t, words) {
  await t.visit('/contacts/new');
  await choose(t, '[name=requester]', '保育所').catch(async () => {
    await pick(t, 'requester', 'nursery');
  });
  await type(t, '[name=caller]', '見本園 園長 017-000-0000');
  await type(t, '[name=body]', words);
  await t.page.keyboard.press('Control+Enter');
  await t.page.waitForURL(/\/contacts\/[0-9a-f-]{36}/);
}

test('a call about nobody becomes a supported child by keyboard', async (t) => {
  await call(t, '吸引のある子が入園できるか知りたい');
  const contact = new URL(t.page.url()).pathname;
  await pressButton(t, '/intakes');
  const thread = new URL(t.page.url()).pathname;
  assert.match(thread, /^\/intakes\/[0-9a-f-]{36}$/);
  assert.equal(await next(t), '相談の内容と状況を書く');
  // What was written down during the call is there already.
  assert.match(await t.page.inputValue('[name=situation]'), /吸引のある子/);
  assert.match(await t.page.inputValue('[name=asked_by]'), /見本園 園長/);
  await t.check('intake-begun');
  await pressButton(t, '/steps/situation');

  // Asked through the nursery; a wrong day is told, and what was typed stays.
  assert.equal(await next(t), '紹介した機関を通して、家族の同意を聞く');
  await type(t, '[name=consent_asked_by]', '園長');
  await pick(t, 'consent', 'yes');
  await type(t, '[name=consent_on]', 'R2.1.1');
  await pressButton(t, '/steps/consent');
  assert.match(await text(t), /頼んだ日より前になっています/);
  assert.equal(await t.page.inputValue('[name=consent_asked_by]'), '園長');
  await t.check('intake-refused');
  await pick(t, 'consent', 'yes');
  await type(t, '[name=consent_on]', today());
  await pressButton(t, '/steps/consent');

  // Searched for before registered.
  assert.equal(await next(t), '子どもを探して、なければ登録する');
  await press(t, `a[href="${thread}/child"]`);
  await t.check('intake-child');
  await type(t, '[name=name]', '流れ ひかり');
  await type(t, '[name=kana]', 'ナガレ ヒカリ');
  await type(t, '[name=born_on]', 'R4.6.1');
  await press(t, 'form.form button[type=submit]');
  assert.match(await text(t), /流れ ひかりさん/);
  assert.match(await text(t), /あとから子どもと結びつけました/);

  // Taken back and done again: the search finds her now.
  await pressButton(t, '/returns/child');
  assert.match(await text(t), /子どもはまだ決まっていません/);
  await press(t, `a[href="${thread}/child"]`);
  await type(t, '[name=child_typed]', 'ナガレ');
  await t.page.waitForSelector('[role=option]');
  await t.page.keyboard.press('ArrowDown');
  await t.page.keyboard.press('Enter');
  await press(t, 'section form button[type=submit]');
  assert.match(await text(t), /流れ ひかりさん/);

  await type(t, '[name=doctor]', '見本病院 小児科 医師');
  await pick(t, 'doctor_answer', 'yes');
  await type(t, '[name=doctor_on]', today());
  await type(t, '[name=doctor_note]', '吸引の指示書を園あてに書く');
  await pressButton(t, '/steps/doctor');
  assert.equal(await next(t), 'だれが動くかを決める');
  await pick(t, 'actor', 'staff');
  await choose(t, '[name=actor_person]', '見本 花子');
  await type(t, '[name=actor_on]', today());
  await pressButton(t, '/steps/actor');
  await pick(t, 'outcome', 'supported');
  await pressButton(t, '/steps/closing');
  assert.match(await text(t), /終わった相談です/);
  await t.check('intake-over');

  // The call is hers, word for word; her page tells of the thread.
  await t.visit(contact);
  assert.match(await text(t), /流れ ひかりさん/);
  assert.match(await text(t), /吸引のある子が入園できるか知りたい/);
  await press(t, 'main a[href^="/children/"]');
  assert.match(await t.page.textContent('section[aria-labelledby=intakes]'), /支援につながった/);
});

test('a step is left out with a reason by keyboard', async (t) => {
  await call(t, '制度について知りたい');
  await pressButton(t, '/intakes');
  await pressButton(t, '/steps/situation');
  await t.tabTo('details summary');
  await t.page.keyboard.press('Enter');
  await type(t, '[name=reason]', '家族から直接の電話');
  await pressButton(t, '/skips/consent');
  assert.equal(await next(t), '子どもを探して、なければ登録する');
  assert.match(await text(t), /家族から直接の電話/);
  await t.visit('/intakes');
  assert.match(await text(t), /1日め/);
  await t.check('intake-list');
});
