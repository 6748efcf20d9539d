// Trust from end to end, as the people live it, without a mouse: a nurse of a
// day service is let in, sees what the family agreed to and no more, loses it
// with the consent, breaks glass, is seen to have done so, and leaves.

import assert from 'node:assert/strict';
import { choose, press, tick, type } from './keys.mjs';
import { signIn, tabTo, test } from './lib.mjs';
import { codeOf } from './totp.mjs';

const PASSWORD = 'mikan ringo budou 7';
const SECRETS = { address: '架空町1丁目2', body: '吸引の回数がふえた' };
const SUBMIT = 'main form button[type=submit]';

const path = (t) => new URL(t.page.url()).pathname;
const sees = async (t, text) => (await t.page.textContent('body')).includes(text);
const idIn = (t) => t.page.url().match(/[0-9a-f]{8}-[0-9a-f-]{27}/)[0];

async function expectSeen(t, ...texts) {
  for (const text of texts) assert.ok(await sees(t, text), `${text} stands on ${t.page.url()}`);
}

async function expectUnseen(t, ...texts) {
  for (const text of texts) assert.ok(!(await sees(t, text)), `${text} is not told`);
}

// Before the second factor there is nothing to go to but it.
async function expectShut(t) {
  assert.equal(await t.page.locator('#site-search, header nav, a[href="/account"]').count(), 0);
}

// From the password to the recovery codes, which are given back.
async function setUpFactor(t, name) {
  assert.equal(path(t), '/account/factor');
  await expectShut(t);
  await press(t, SUBMIT);
  await t.check(`${name}-factor-offered`);
  await type(t, '[name=code]', codeOf(await t.page.textContent('.secret')));
  await press(t, SUBMIT);
  const codes = await t.page.locator('.codes code').allTextContents();
  assert.equal(new Set(codes).size, 10);
  await t.check(`${name}-recovery-codes`);
  await press(t, 'main a.btn');
  assert.equal(path(t), '/');
  return codes;
}

async function registerAgency(t) {
  await t.visit('/agencies/new');
  await type(t, '[name=name]', '見本デイサービス');
  await choose(t, '[name=kind]', '放課後等デイサービス');
  await press(t, SUBMIT);
}

async function registerChild(t) {
  await t.visit('/children/new');
  await type(t, '[name=name]', '見本 さくら');
  await type(t, '[name=born_on]', 'R5.4.12');
  await tick(t, '[name=care]');
  await type(t, '[name=address]', SECRETS.address);
  await press(t, SUBMIT);
  const child = `/children/${idIn(t)}`;

  await t.visit(`/contacts/new?child=${idIn(t)}`);
  await tick(t, '[name=requester]');
  await type(t, '[name=body]', SECRETS.body);
  await press(t, SUBMIT);
  await t.visit(child);
  await expectSeen(t, SECRETS.address, SECRETS.body);
  return child;
}

// Gives the link by which the new colleague chooses a password.
async function invite(t, login, name) {
  await t.visit('/people/new');
  await type(t, '[name=login]', login);
  await type(t, '[name=name]', name);
  await tick(t, '[name=role][value=facility]');
  await choose(t, '[name=agency]', '見本デイサービス');
  await press(t, SUBMIT);
  await expectSeen(t, '7日のあいだ、1回だけ使えます');
  await t.check(`invited-${login}`);
  return new URL(await t.page.textContent('.secret')).pathname;
}

async function followLink(t, link) {
  await t.visit(link);
  await t.check('invitation');
  await type(t, '[name=new]', PASSWORD);
  await type(t, '[name=again]', PASSWORD);
  await press(t, SUBMIT);
}

// Signed in anew with a code on paper, for codes of the app pass only once.
async function signInWithPaper(t, login, code) {
  await signIn(t.page, { ...t.centre, login, password: PASSWORD });
  assert.equal(path(t), '/sign-in/factor');
  await expectShut(t);
  await t.check('second-step');
  await type(t, '[name=code]', code);
  await press(t, SUBMIT);
}

async function putInTeam(t, child, name) {
  await t.visit(`${child}/team`);
  await press(t, 'main a[href^="/team-members/new"]');
  await choose(t, '[name=person]', name);
  await type(t, '[name=part]', '通所での見守り');
  await press(t, SUBMIT);
  await t.look(`${child}/team`, { name: 'team-of-one' });
}

async function writeConsent(t, child) {
  await t.visit(`${child}/consents`);
  await press(t, 'main a[href^="/consents/new"]');
  await choose(t, '#f-recipient', '見本デイサービス');
  await tick(t, '[name=purpose][value=support]');
  await tick(t, '[name=classes][value=identity]');
  await tick(t, '[name=classes][value=care]');
  await type(t, '[name=given_by]', '見本 明子');
  await chooseGivenAs(t);
  await choose(t, '[name=text_version]', '令和8年度版');
  await press(t, SUBMIT);
  await t.check('consents-of-child');
  await press(t, 'main tbody a[href^="/consents/"]');
  await expectSeen(t, '見本デイサービス', '見本 明子');
  await t.check('consent-given');
  return path(t);
}

async function chooseGivenAs(t) {
  if (await t.page.locator('select[name=given_as]').count())
    await choose(t, 'select[name=given_as]', '母');
  else await tick(t, '[name=given_as][value=mother]');
}

async function withdrawConsent(t, consent) {
  await t.visit(consent);
  await type(t, '[name=withdrawn_by]', '見本 明子');
  await press(t, `form[action="${consent}/withdrawal"] button`);
  await expectSeen(t, '取り消しました');
  await t.check('consent-withdrawn');
}

async function breakGlass(t, child) {
  await press(t, 'main a[href$="/glass"]');
  assert.equal(path(t), `${child}/glass`);
  await t.check('glass-asks-why');
  await type(t, '[name=reason]', '送迎中に吸引器が止まった');
  await press(t, SUBMIT);
  await t.visit(child);
  await expectSeen(t, '緊急に開いています', '見本 さくら', SECRETS.address);
  await expectUnseen(t, SECRETS.body);
  await t.check('child-behind-glass');
}

async function reviewGlass(t) {
  await t.visit('/');
  await expectSeen(t, '緊急に開いた記録を確かめる（1件）');
  await press(t, 'main a[href^="/glass?month"]');
  await press(t, 'main tbody a');
  await expectSeen(t, '送迎中に吸引器が止まった', 'いま開いています');
  await type(t, '[name=finding]', '必要だった。同意を受け直す。');
  await press(t, 'form[action$="/review"] button');
  await expectSeen(t, '確かめました');
}

const rows = (t, section) => t.page.locator(`section[aria-labelledby=${section}] tbody tr`);

// Each look of hers stands there with its reason: by consent, and by glass.
async function expectLooks(t, child) {
  await t.visit(`${child}/viewers`);
  const hers = await rows(t, 'looks').filter({ hasText: '施設 ゆき' }).allTextContents();
  const all = hers.join('\n');
  assert.match(all, /チーム/);
  assert.match(all, /緊急/);
  assert.match(all, /見本デイサービス/);
  await t.check('viewers');
}

async function leave(t, person) {
  await t.visit('/people');
  await press(t, `main a[href="${person}"]`);
  await press(t, `main a[href="${person}/handover"]`);
  await expectSeen(t, '見本 さくらさん');
  await t.check('handover-asks');
  await choose(t, '[name=successor]', '施設 あお');
  await press(t, SUBMIT);
  await expectSeen(t, 'サインインできません', 'ケアチーム：1件が終わり、1件を続ける', 'まだ見られません');
  await t.check('handover-done');
}

// On one sheet of A4.
async function expectSheet(t) {
  await press(t, 'main a[href*="/handover/sheet"]');
  await expectSeen(t, '見本 さくらさん', '施設 あお（通所での見守り）', '署名');
  await t.check('handover-sheet');
  const pdf = (await t.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
  const [, width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/).map(Number);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height}`);
}

async function expectOut(t, child) {
  await t.page.goto(t.centre.url + child);
  assert.equal(path(t), '/sign-in');
  await tabTo(t.page, 'input[name=login]');
  await t.page.keyboard.type('yuki');
  await type(t, '[name=password]', PASSWORD);
  await press(t, SUBMIT);
  assert.equal(path(t), '/sign-in');
  await expectSeen(t, 'ログイン名かパスワードが違います');
}

async function letIn(admin, nurse) {
  const link = await invite(admin, 'yuki', '施設 ゆき');
  await followLink(nurse, link);
  const codes = await setUpFactor(nurse, 'nurse');
  const stranger = await admin.another();

  await stranger.visit(link, 404);
  await expectSeen(stranger, 'このリンクは使えません');
  await stranger.check('invitation-used');
  return codes;
}

async function seesOnlyConsented(nurse, child) {
  await nurse.visit(child);
  await expectSeen(nurse, '見本 さくら', 'この画面は家族の同意に基づいて表示しています');
  assert.ok((await nurse.page.locator('.chips .chip').count()) > 0, 'the care is told');
  await expectSeen(nurse, '（内容は見られません）');
  await expectUnseen(nurse, SECRETS.address, SECRETS.body);
  await nurse.check('child-by-consent');
}

async function isRefused(nurse, child, name) {
  await nurse.visit(child, 403);
  await expectSeen(nurse, '共有する同意がありません');
  await expectUnseen(nurse, '見本 さくら');
  await nurse.check(name);
}

// It is in no list either.
async function isNotThere(nurse, child) {
  await nurse.visit(child, 404);
  await nurse.check('child-not-there');
  await expectUnseen(nurse, 'さくら');
  await nurse.visit('/children?q=さくら');
  assert.equal(await nurse.page.locator(`main a[href="${child}"]`).count(), 0);
}

async function guessesWrong(nurse) {
  await nurse.look('/glass/find');
  await press(nurse, SUBMIT);
  await expectSeen(nurse, '入力に誤りが2件あります');
  await nurse.check('glass-find-empty');
  await type(nurse, '[name=born_on]', 'R5.4.13');
  await type(nurse, '[name=who]', '見本 さくら');
  await press(nurse, SUBMIT);
  await expectSeen(nurse, '合う記録がありません');
}

async function personPage(admin, name) {
  await admin.visit('/people');
  return admin.page.getByRole('link', { name }).getAttribute('href');
}

const strict = { centre: 'strict', signedIn: false };

test('a nurse is let in, sees what was agreed to, and leaves', strict, async (admin) => {
  await signIn(admin.page, admin.centre);
  await setUpFactor(admin, 'administrator');
  await registerAgency(admin);
  const child = await registerChild(admin);
  await invite(admin, 'ao', '施設 あお');
  const nurse = await admin.another();
  const [code] = await letIn(admin, nurse);

  await isNotThere(nurse, child);
  await guessesWrong(nurse);
  await putInTeam(admin, child, '施設 ゆき');
  await isRefused(nurse, child, 'without-consent');
  const consent = await writeConsent(admin, child);
  await seesOnlyConsented(nurse, child);
  await withdrawConsent(admin, consent);
  await isRefused(nurse, child, 'consent-gone');
  await breakGlass(nurse, child);
  await reviewGlass(admin);
  await expectLooks(admin, child);

  const elsewhere = await admin.another();
  await signInWithPaper(elsewhere, 'yuki', code);
  assert.equal(path(elsewhere), '/');
  await leave(admin, await personPage(admin, '施設 ゆき'));
  await expectSheet(admin);
  await expectOut(nurse, child);
  await expectOut(elsewhere, child);
});
