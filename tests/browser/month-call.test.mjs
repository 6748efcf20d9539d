// A nursery's anonymous call becomes a supported child: nothing typed twice,
// nothing counted twice.

import assert from 'node:assert/strict';
import { tick, type } from './keys.mjs';
import { test } from './lib.mjs';
import {
  MONTH,
  addAgency,
  addChild,
  agree,
  begin,
  chooseChild,
  counts,
  day,
  fill,
  idIn,
  path,
  said,
  sees,
  send,
} from './month.mjs';

const CALL = '入園を希望するお子さんに吸引がある。受け入れたことがない。';

// By keyboard alone, and within what a call leaves time for.
async function takeCall(t) {
  const began = performance.now();
  await t.visit('/');
  await t.page.keyboard.press('Alt+n');
  await t.page.waitForURL('**/contacts/new');
  const fields = await t.page
    .locator('main form .field')
    .evaluateAll((all) => all.filter((e) => !e.parentElement.closest('.field')).length);
  assert.ok(fields <= 8, `${fields} fields`);
  await tick(t, '[name=requester]');
  await tick(t, '[name=topics][value=school]');
  await type(t, '[name=body]', CALL);
  await type(t, '[name=next_step]', '園に折り返し電話する');
  await type(t, '[name=next_on]', day(1));
  await t.page.keyboard.press('Control+Enter');
  await said(t, '記録しました');
  assert.ok(performance.now() - began < 60000);
  return path(t);
}

// The family has agreed; the child was not there, and is found at once then.
async function register(t) {
  await t.visit('/children?q=ミホンヒバリ');
  assert.equal(await t.page.locator('main tbody tr').count(), 0);
  const child = await addChild(t, {
    name: '見本 ひばり',
    kana: 'みほん ひばり',
    born_on: `${Number(day(0).slice(0, 4)) - 3}-05-20`,
    municipality: '黒石市',
    medical_care: true,
    guardian: '母',
  });
  await t.visit('/children?q=ヒバリ');
  await sees(t, '見本 ひばり');
  return child;
}

test('the month: a nursery’s anonymous call becomes a supported child', MONTH, async (t) => {
  await begin(0, t);
  const before = await counts(t);
  const call = await takeCall(t);
  await sees(t, CALL, '特定の子でない相談です');
  await t.check('month-call');
  let now = await counts(t);
  assert.deepEqual([now.persons, now.total], [before.persons, before.total + 1]);

  // The next day asks for the promise; the nursery says who it is about.
  await begin(1, t);
  await sees(t, '園に折り返し電話する');
  await t.page.locator('li', { hasText: '園に折り返し電話する' }).getByRole('button').click();
  await said(t, '済みにしました');
  const nursery = '見本みどり園';
  await addAgency(t, nursery, '保育所', '黒石市');
  const child = await register(t);

  // The call becomes the child's, as it was written.
  await t.visit(`${call}/edit`);
  await chooseChild(t, 'ミホンヒバリ');
  await send(t);
  await sees(t, CALL, '見本 ひばりさん');
  now = await counts(t);
  assert.deepEqual([now.persons, now.total], [before.persons + 1, before.total + 1]);
  await t.visit(child);
  await sees(t, CALL);

  // Asked through the nursery, the family agrees; the doctor is called.
  await agree(t, child, [nursery], ['identity', 'contact', 'care']);
  await t.visit(`/contacts/new?child=${idIn(child)}`);
  await fill(t, { body: '主治医に園での吸引の指示を相談した。', next_step: '園を訪問する' });
  await fill(t, { next_on: day(7) });
  await t.page.locator('label', { hasText: '医療機関' }).first().click();
  await send(t);
  await t.visit(`/team-members/new?child=${idIn(child)}`);
  await fill(t, { person: '見本 花子', part: '園との調整' });
  await send(t);
  await t.visit(child);
  await sees(t, nursery, '見本 花子', '園を訪問する', '主治医に園での吸引の指示');
  await t.check('month-supported');
  now = await counts(t);
  assert.deepEqual([now.persons, now.total], [before.persons + 1, before.total + 2]);

  await begin(6, t);
  await sees(t, '園を訪問する', '見本 ひばりさん');
});
