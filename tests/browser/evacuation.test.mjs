// A plan from an empty draft to a drill, by keyboard alone; and its papers.

import assert from 'node:assert/strict';
import { choose, press, type } from './keys.mjs';
import { test } from './lib.mjs';
import { path, said, sees } from './month.mjs';

const save = (t) => press(t, 'main form:not([action="/search"]) button[type=submit]');

async function section(t, plan, name, act) {
  await press(t, `main a[href="${plan}/sections/${name}"]`);
  await act();
  await save(t);
  await said(t, '変更を保存しました');
}

async function begin(t) {
  await t.visit('/evacuation?show=none');
  await t.check('evacuation-status');
  // The number leads to its children, past the numbers of all the other towns.
  await press(t, 'main tbody a[href*="show=none"]');
  await press(t, 'main a[href^="/plans/new"]');
  await t.check('evacuation-new');
  await press(t, 'main form[action="/plans"] button[type=submit]');
  await said(t, '登録しました');
  return path(t);
}

async function write(t, plan) {
  await section(t, plan, 'hazards', async () => {
    await t.check('evacuation-hazards');
    await choose(t, '[name=way_outage]', '避難する');
    await type(t, '[name=route_outage]', '国道側から');
  });
  await section(t, plan, 'hours', async () => {
    await type(t, '[name=first_hour]', '内蔵電池に替わったか見る');
    await type(t, '[name=third_hour]', '外部電池に替える');
    await type(t, '[name=later]', '病院へ移る');
  });
  await section(t, plan, 'home', () => type(t, '[name=power]', '外部電池2個'));
  await section(t, plan, 'people', async () => {
    await type(t, '[name=helper]', '見本町内会');
    await type(t, '[name=helper_phone]', '017-000-0000');
    await type(t, '[name=contacts_name]', '見本 明子');
    await t.check('evacuation-people');
  });
}

async function askPlace(t, plan) {
  await press(t, `main a[href="${plan}/sections/shelter"]`);
  await press(t, 'main a[href$="/acceptances/new"]');
  await t.check('evacuation-acceptance');
  await type(t, '[name=name]', '見本中央病院');
  await t.page.check('[name=kind][value=hospital]');
  await t.page.check('[name=answer][value=yes]');
  await type(t, '[name=confirmed_by]', '病棟師長');
  await type(t, '[name=confirmed_on]', 'R8.4.1');
  await save(t);
  await t.page.check('[name=acceptance]:not([value=""])');
  await save(t);
  await said(t, '変更を保存しました');
}

async function sign(t, plan) {
  await type(t, '[name=meeting_people]', '母、訪問看護、市');
  await press(t, `form[action="${plan}/meeting"] button`);
  await said(t, '記録しました');
  await t.check('evacuation-to-sign');
  await type(t, '[name=signed_by]', '見本 明子');
  await choose(t, 'select[name=signed_as]', '母');
  await press(t, `form[action="${plan}/signature"] button`);
  await sees(t, '署名ずみ');
}

test('a plan is written, signed and drilled by keyboard', async (t) => {
  const plan = await begin(t);
  await write(t, plan);
  await askPlace(t, plan);
  await sign(t, plan);
  await press(t, `main a[href="${plan}/drills/new"]`);
  await t.check('evacuation-drill');
  await type(t, '[name=scenario]', '夜の停電');
  await type(t, '[name=minutes]', '35');
  await type(t, '[name=failed]', '荷物が重い');
  await save(t);
  await sees(t, '訓練ずみ', '着くまで35分', '訓練でうまくいかなかった');
  await t.check('evacuation-plan');
  for (const paper of ['sheet', 'card', 'summary']) {
    await t.visit(`${plan}/${paper}`);
    await t.check(`evacuation-${paper}`);
    const pdf = await t.context.request.get(`${t.centre.url}${plan}/${paper}.pdf`);
    assert.equal(pdf.headers()['content-type'], 'application/pdf');
  }
  await t.visit('/ready?show=drill');
  await t.check('evacuation-ready');
});
