// A family on a phone: their own child, what has changed, that all is still so.

import { signIn, test } from './lib.mjs';
import { fill, said, sees, send } from './month.mjs';

test('a family tells what has changed, and staff answers', async (t) => {
  const family = await t.another();

  await signIn(family.page, family.centre, 'haha');

  await family.visit('/family');
  await family.check('family-home');
  await sees(family, '変わったことを伝える', '記録を見た人');
  await send(family, 'main a:has-text("変わったことを伝える")');
  await family.check('family-change');
  await family.page.click('main form button[type=submit]');
  await family.page.waitForSelector('[data-errors]');
  await family.page.check('main input[name=about][value=device]');
  await fill(family, { says: '吸引器が新しくなりました。' });
  await send(family, 'main form button[type=submit]');
  await said(family, 'センターに伝えました');
  await send(family, 'main a:has-text("いまも同じか確かめる")');
  await family.check('family-confirmation');
  await send(family, 'main form button[type=submit]');
  await said(family, '今日の日付で確認しました');

  await t.visit('/');
  await send(t, 'main a[href*="/family-proposals/"] >> nth=-1');
  await t.check('family-proposal');
  await sees(t, '家族からの申し出');
  await t.page.check('main input[name=state][value=accepted]');
  await fill(t, { answer: '機器の一覧を直しました。' });
  await send(t, 'main form[action$="/decision"] button[type=submit]');
  await said(t, '決めました');
  await family.visit('/family');
  await sees(family, '機器の一覧を直しました。');
});
