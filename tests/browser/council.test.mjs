// A council's evening: a concern from the board comes to its agenda, is put in
// order without a mouse, is decided, and goes on to the next meeting.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import { day, fill, said, sees, send, text } from './month.mjs';

async function plan(t, council, on) {
  await t.visit(council);
  await t.page.click('main summary:has-text("次の回を開く")');
  await fill(t, { on_day: on, place: '見本市役所' }, 'main form[action$="/meetings"]');
  await send(t, 'main form[action$="/meetings"] button[type=submit]');
  return new URL(t.page.url()).pathname;
}

test('what a council decides goes back to the concern and on to its next meeting', async (t) => {
  const title = `作業部会 ${Date.now()}`;

  await t.visit('/councils/new');
  await fill(t, { title, kind: 'ワーキンググループ' });
  await t.page.check('main input[name=quorum][value=half]');
  await t.page.check('main input[name=numbering][value=through]');
  await send(t);
  const council = new URL(t.page.url()).pathname;
  await send(t, 'main a:has-text("委員を加える")');
  await fill(t, { name: '見本 委子', from_on: day(-30), to_on: day(50) });
  await t.page.check('main input[name=side][value=family]');
  await send(t);
  await sees(t, 'まもなく任期が終わります');
  await t.check('council');

  const first = await plan(t, council, day(0));
  await sees(t, '見本 委子', '定足数1人：足りません');
  await t.visit('/concerns');
  await send(t, 'main .kj__group a');
  const concern = new URL(t.page.url()).pathname;
  const name = (await t.page.textContent('main h1')).trim();
  await fill(t, { meeting: title }, 'main form[action$="/meetings"]');
  await send(t, 'main form[action$="/meetings"] button[type=submit]');

  await t.visit(first);
  await fill(t, { title: '来年度の計画' }, 'main form[action$="/items"]');
  await send(t, 'main form[action$="/items"] button[type=submit]');
  await t.tabTo('main button[name=down]');
  await Promise.all([t.page.waitForEvent('load'), t.page.keyboard.press('Enter')]);
  await said(t, '変更を保存しました');
  await t.check('council-meeting');
  const agenda = await text(t);
  assert.ok(agenda.indexOf('来年度の計画') < agenda.indexOf(name));

  await send(t, 'main a:has-text("会議のページ")');
  await t.page.click('main summary:has-text("決まったことを書く")');
  await fill(t, { decision: '病院に聞きに行く' }, 'main form[action$="/decision"]');
  await send(t, 'main form[action$="/decision"] button[type=submit]');
  await t.page.click('main summary:has-text("決まったことを加える")');
  await fill(
    t,
    { title: '聞きに行く日を決める', owner: '見本 花子', due_on: day(7) },
    'main form[action$="/decisions"]',
  );
  await send(t, 'main form[action$="/decisions"] button[type=submit]');
  await t.visit(concern);
  await sees(t, '病院に聞きに行く', title);

  const second = await plan(t, council, day(30));
  await sees(t, '第2回', '聞きに行く日を決める', '続いています');
  await fill(t, { state: 'やめる', says: '電話で済んだ' }, 'main form[action*="/reviews"]');
  await send(t, 'main form[action*="/reviews"] button[type=submit]');
  await sees(t, 'やめる：電話で済んだ');
  await t.visit(`${second}/agenda`);
  await sees(t, '聞きに行く日を決める', 'やめる：電話で済んだ');
  await t.check('council-agenda');
});
