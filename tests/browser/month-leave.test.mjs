// A nurse leaves at the end of the month: whatever was hers is somebody's the
// next morning, and nobody comes in with what she knew.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';
import { MONTH, addChild, begin, comes, day, fill, idIn, sees, send } from './month.mjs';

async function giveTask(t, title, n) {
  await t.visit('/tasks/new');
  await fill(t, { title, owner: '例示 なつ', due_on: day(n) });
  await send(t);
}

async function works(t) {
  const child = await addChild(t, {
    name: '見本 かえで',
    kana: 'ミホン カエデ',
    born_on: day(-900),
    municipality: '青森市',
  });
  await t.visit(`/team-members/new?child=${idIn(child)}`);
  await fill(t, { person: '例示 なつ', part: '訪問' });
  await send(t);
  await t.visit(`/contacts/new?child=${idIn(child)}`);
  await t.page.locator('label', { hasText: '本人・家族' }).first().click();
  await fill(t, { body: '次の受診を確かめた。', next_step: '受診の結果をきく', next_on: day(29) });
  await send(t);
  await giveTask(t, '研修の資料を直す', 28);
  await giveTask(t, '年度末の報告をまとめる', 60);
  return child;
}

test('the month: a nurse leaves, and everything of hers goes on', MONTH, async (t) => {
  const natsu = await t.another();
  await begin(25, t);
  await natsu.visit('/sign-in');
  await comes(natsu, 'natsu');
  const child = await works(natsu);

  await begin(28, t, 'admin');
  await t.visit('/people');
  const person = await t.page.getByRole('link', { name: '例示 なつ' }).getAttribute('href');
  await t.visit(`${person}/handover`);
  await sees(t, '見本 かえでさん');
  await fill(t, { successor: '見本 花子' });
  await send(t, 'main form button.btn[type=submit]');
  await sees(t, 'サインインできません', '見本 花子さん');
  await t.check('month-left');

  // She is out, with the session she had and with her password.
  await natsu.page.goto(`${t.centre.url}${child}`);
  assert.equal(new URL(natsu.page.url()).pathname, '/sign-in');
  await natsu.page.fill('[name=login]', 'natsu');
  await natsu.page.fill('[name=password]', t.centre.password);
  await send(natsu, 'form button[type=submit]').catch(() => {});
  assert.equal(new URL(natsu.page.url()).pathname, '/sign-in');

  // The next morning it is all there for her successor, and nothing is nobody's.
  await begin(29, t);
  await sees(t, '受診の結果をきく', '研修の資料を直す');
  await t.visit('/tasks');
  await sees(t, '年度末の報告をまとめる');
  await t.visit('/tasks?all=1');
  const all = await t.page.textContent('main');
  assert.ok(!all.includes('例示 なつ'), 'nothing open is hers any more');
  await t.visit(child);
  await sees(t, '見本 花子', '受診の結果をきく');
});
