// The day of a session: the desk opens the door, somebody with a telephone signs
// in by the code on the poster, and the count at the desk rises.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

const options = { centre: 'day' };
const japan = () => new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);

// A course with a session today and two who applied; the session's address.
async function session(t) {
  const { page } = t;
  await t.visit('/trainings/new');
  await page.fill('[name=title]', '見本の研修');
  await page.selectOption('[name=kind]', 'study');
  await page.fill('[name=year]', japan().slice(0, 4));
  await page.click('main form button[type=submit]');
  await page.click('text=回を加える');
  await page.fill('[name=on_day]', japan());
  await page.fill('[name=theme]', '受付の回');
  await page.click('main form button[type=submit]');
  await page.waitForURL(/\/training-sessions\/[0-9a-f-]{36}/);
  for (const [name, phone] of [
    ['見本 花子', '090-0000-1234'],
    ['例示 太郎', '090-0000-5678'],
  ]) {
    await page.click('summary:has-text("申込を受ける")');
    await page.fill('[name=name]', name);
    await page.selectOption('[name=profession]', 'nurse');
    await page.fill('[name=phone]', phone);
    await page.click('button:has-text("申し込む")');
    await page.waitForURL(/done=/);
  }
  return new URL(page.url()).pathname;
}

// A telephone of its own: nobody is signed in on it.
async function telephone(t) {
  const context = await t.context.browser().newContext({
    viewport: { width: 375, height: 700 },
    javaScriptEnabled: false,
    locale: 'ja-JP',
  });
  return context.newPage();
}

// The page of the public site behind the code, once it has been published.
async function scan(t, phone) {
  const path = (await t.page.content()).match(/\/sign-in\/[A-Za-z0-9_-]+/)[0];
  await t.visit('/publish');
  await t.page.click('button:has-text("公表する")');
  await t.page.waitForURL(/done=/);
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await phone.goto(t.centre.open + path);
    if (answer.status() === 200) return;
    await phone.waitForTimeout(100);
  }
  assert.fail('the poster leads nowhere');
}

async function counted(t, at, n) {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await t.visit(`${at}/count`);
    if (text.includes(`<b>${n}人</b>`)) return;
    await t.page.waitForTimeout(200);
  }
  assert.fail(`the count does not come to ${n}`);
}

async function signIn(phone, said) {
  await phone.fill('[name=said]', said);
  await phone.click('button:has-text("受付する")');
  await phone.waitForURL(/\/done$/);
}

test('training sign-in on a telephone, through to the count at the desk', options, async (t) => {
  const at = await session(t);
  const phone = await telephone(t);
  await t.page.click('button:has-text("QRコードの受付を開く")');
  await t.page.waitForURL(/\/poster$/);
  await scan(t, phone);
  await phone.screenshot({ path: 'build/screens/training-sign-in-375.png', fullPage: true });
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 375, `the page is ${wide} px wide on a telephone`);
  await signIn(phone, '1234');
  assert.match(await phone.content(), /受付しました/);
  await counted(t, at, 1);
  await phone.goBack();
  await signIn(phone, '1234');
  await phone.goBack();
  await signIn(phone, '0000');
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await t.visit(`${at}/desk`);
    if (text.includes('0000')) break;
    await t.page.waitForTimeout(200);
  }
  await t.look(`${at}/desk`, { name: 'training-desk' });
  await t.page.selectOption('select[name=applicant]', { label: '例示 太郎' });
  await t.page.click('button:has-text("決める")');
  await t.page.waitForURL(/done=/);
  await counted(t, at, 2);
  await t.look(`${at}/count`, { name: 'training-count' });
  await t.look(at, { name: 'training-session' });
  await t.look(`${at}/poster`, { name: 'training-poster' });
  await phone.context().close();
});

test('training of coordinators, from the course to the register', options, async (t) => {
  const { page } = t;
  await t.visit('/trainings/new');
  await page.fill('[name=title]', '養成');
  await page.selectOption('[name=kind]', 'coordinator');
  await page.fill('[name=year]', japan().slice(0, 4));
  await page.fill('[name=needed]', '1');
  await page.click('main form button[type=submit]');
  const course = new URL(page.url()).pathname;
  await page.click('text=回を加える');
  await page.fill('[name=on_day]', japan());
  await page.fill('[name=theme]', '受付の回');
  await page.click('main form button[type=submit]');
  await page.waitForURL(/\/training-sessions\/[0-9a-f-]{36}/);
  await page.click('summary:has-text("申込を受ける")');
  await page.fill('[name=name]', '架空 光');
  await page.selectOption('[name=profession]', 'nurse');
  await page.click('button:has-text("申し込む")');
  await page.waitForURL(/done=/);
  await page.check('[name=came]');
  await page.click('button:has-text("出席を記録する")');
  await t.visit(`${course}/completion`);
  await page.click('button:has-text("修了証を出す")');
  await page.waitForURL(/done=/);
  const look = (path, name) => t.look(path, { name });
  await look(`${course}/completion`, 'training-completion');
  await page.click('text=台帳に加える');
  await look(new URL(page.url()).pathname, 'training-coordinator');
  await t.visit(`${course}/completion`);
  await page.click('table a[href^="/training-certificates/"]');
  await look(new URL(page.url()).pathname, 'training-certificate');
  await look(`/training-years/${japan().slice(0, 4)}`, 'training-year');
  await look(course, 'training-course');
});
