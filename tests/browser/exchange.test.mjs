// An evening for families: one signs up on a phone, one waits, and afterwards
// the year's table has grown.

import assert from 'node:assert/strict';
import { signIn, test } from './lib.mjs';
import { day, fill, path, said, sees, send, text } from './month.mjs';

test('families meet for an evening, and nobody but the centre knows who came', async (t) => {
  const title = `夕べの集まり ${Date.now()}`;
  const family = await t.another();
  const form = 'main form[action$="/parties"]';

  await t.visit('/exchanges/new');
  await fill(t, {
    title,
    kind: '家族交流会',
    on_day: day(0),
    from_at: '18:00',
    to_at: '19:30',
    place: '見本市文化会館',
    capacity: '1',
  });
  await send(t);
  const event = path(t);

  await signIn(family.page, family.centre, 'haha');
  await family.page.setViewportSize({ width: 375, height: 800 });
  await family.visit('/family');
  await send(family, 'main a:has-text("家族交流会")');
  await family.check('family-exchanges');
  await send(family, `main li:has-text("${title}") a:has-text("申し込む")`);
  await family.check('family-exchange');
  await family.tabTo('main input[name=adults]');
  await family.page.keyboard.press('Control+A');
  await family.page.keyboard.type('2');
  await fill(family, { siblings: '1', needs: '注入の場所がほしい。' });
  await family.page.check('main input[name=photo][value=yes]');
  await send(family, 'main form button[type=submit]');
  await sees(family, '申し込みました：大人2人、きょうだい1人', '受付済み');

  await t.visit(event);
  await t.page.click('main summary:has-text("電話などで受けた")');
  await fill(t, { name: '別の 家族', adults: '1', siblings: '0' }, form);
  await send(t, `${form} button[type=submit]`);
  await sees(t, '定員1組のうち1組（キャンセル待ち1組）', '注入の場所がほしい。');
  await t.check('exchange-full');
  await family.visit('/family');
  await send(family, 'main a:has-text("家族交流会")');
  assert.ok(!(await text(family)).includes('別の 家族'));

  await send(t, 'main a:has-text("写真に写ってよい人")');
  await sees(t, '写らない人0人、まだ確かめていない人0人');
  await t.visit(event);
  await t.tabTo('main input[name=came]');
  await t.page.keyboard.press('Space');
  await send(t, 'main button:has-text("参加をつける")');
  await said(t, '記録しました');
  await send(t, 'main a:has-text("報告")');
  await t.check('exchange-report');
  assert.equal(await t.page.inputValue('main input[name=people]'), '4');
  await fill(t, { how: '夜のケアのことが話された。' });
  await send(t);
  await t.visit('/exchanges/table');
  await sees(t, title, '見本市文化会館');
  assert.ok(!(await text(t)).includes('別の 家族'));
});
