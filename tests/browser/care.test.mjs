// A child's devices, stock and score are written down: hours without power, what
// is missing, points that count up as they are chosen, on a phone and on a desk.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import { fill, path, said, sees, send } from './month.mjs';

const SAVE = 'main form.form button[type=submit]';

async function newChild(t, name) {
  await t.visit('/children/new');
  await fill(t, { name, municipality: '大間町' });
  await send(t, SAVE);
  return path(t);
}

test('a child whose ventilator runs for five hours is known to run for five hours', async (t) => {
  const child = await newChild(t, '見本 停電');

  await t.visit(`${child}/devices/new`);
  await t.check('care-kinds');
  await send(t, 'main a:has-text("人工呼吸器")');
  await t.check('care-device-new');
  await fill(t, { watts: '99999', internal: 'あり', internal_minutes: '300', external: 'なし' });
  await t.page.click(SAVE);
  await t.page.waitForSelector('[data-errors]');
  await sees(t, '入力に誤りが1件あります', '1から1500までの数にしてください');
  await t.check('care-device-refused');
  await fill(t, { watts: '60' });
  await send(t, SAVE);
  await said(t, '登録しました');
  await sees(t, '5時間', '人工呼吸器：外部バッテリーがありません。', '60W');
  await t.visit(`${child}/supplies`);
  await t.check('care-supplies');
  await fill(t, { kept_bag_valve: 'あり', days_formula: '5' });
  await send(t, SAVE);
  await said(t, '記録しました');
  await sees(t, '栄養剤・ミルク：7日分ありません（いま5日分）。');
  await t.check('care-show');
  await t.visit(child);
  await sees(t, '電源が切れるまで', '5時間');
});

test('points count up under the keys, and the server adds up the same', async (t) => {
  const child = await newChild(t, '見本 点数');
  const total = () => t.page.textContent('[data-score] output');

  await t.visit(`${child}/assessments/new`);
  await t.check('care-score');
  assert.equal(await total(), '0点');
  await t.page.focus('#f-item_1');
  await t.page.keyboard.press('ArrowRight');
  await t.page.keyboard.press('ArrowRight');
  assert.equal(await total(), '11点');
  await t.page.focus('#f-item_2');
  await t.page.keyboard.press('ArrowLeft');
  assert.equal(await total(), '19点', 'the watch of item 2 is not added beside item 1');
  await fill(t, { on_day: '2026-04-01', printed_total: '21' });
  await send(t, SAVE);
  await sees(t, '19点（基本18＋見守り1）・区分2', '医師の用紙は21点です');
  await sees(t, '気管切開の見守りは足さない');
  await t.check('care-assessment');
});
