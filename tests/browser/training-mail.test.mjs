// From the public site on a telephone to a seat: the application is answered by
// mail, a reminder comes by itself, the seat is given back by the link in it, and
// whoever waits moves up. The mails go through a server of the test's own.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { freePort, startServer, stopServer, taken, until } from '../mail/town.mjs';
import { test } from './lib.mjs';

const options = { centre: 'later' };
const theme = '申込を試す回';
const DAY = 24 * 60;

const japan = (days) =>
  new Date(Date.now() + (days * 24 + 9) * 3600_000).toISOString().slice(0, 10);
// Minutes from now to ten in the morning in Japan, so many days on.
const tenOf = (days) => {
  const now = new Date(Date.now() + 9 * 3600_000);
  return days * DAY + 10 * 60 - now.getUTCHours() * 60 - now.getUTCMinutes();
};

// What was mailed to that address, in words, oldest first.
function mailsTo(folder, to) {
  return taken(folder)
    .filter((mail) => mail.to === to)
    .map((mail) => {
      const [head, body] = mail.text.split(/\r?\n\r?\n(.*)/s);
      return /base64/i.test(head) ? Buffer.from(body, 'base64').toString('utf8') : body;
    });
}

async function mailed(folder, to, words) {
  const found = () => mailsTo(folder, to).find((text) => text.includes(words));
  assert.ok(await until(found, 60), `${to} is told: ${words}; ${mailsTo(folder, to).join('|')}`);
  return found();
}

async function send(t, button) {
  await Promise.all([t.page.waitForNavigation(), t.page.click(button)]);
}

async function setMail(t, port) {
  await t.visit('/settings/mail');
  await t.page.fill('input[name=smtp_host]', 'localhost');
  await t.page.fill('input[name=smtp_port]', String(port));
  await t.page.selectOption('select[name=smtp_security]', 'plain');
  await t.page.fill('input[name=smtp_from]', 'centre@example.jp');
  await t.page.fill('input[name=base_url]', t.centre.url);
  await send(t, 'form[action="/settings/mail"] [type=submit]');
}

// One seat, in five days, reminded of three days before; published.
async function openSession(t) {
  await t.visit('/trainings');
  await t.page.click('text=医療的ケア児等コーディネーター養成研修 >> nth=0');
  await t.page.click('text=回を加える');
  await t.page.fill('[name=on_day]', japan(5));
  await t.page.fill('[name=from_at]', '18:00');
  await t.page.fill('[name=online_url]', 'https://meet.example.jp/test');
  await t.page.fill('[name=theme]', theme);
  await t.page.fill('[name=capacity]', '1');
  await t.page.check('[name=announced][value="1"]');
  await t.page.fill('[name=remind_days]', '3');
  await send(t, 'main form button[type=submit]');
  const at = new URL(t.page.url()).pathname;
  await t.visit('/publish');
  await send(t, 'button:has-text("公表する")');
  return at;
}

// Without script, as wide as a telephone.
async function telephone(t) {
  const context = await t.context.browser().newContext({
    viewport: { width: 375, height: 700 },
    javaScriptEnabled: false,
    locale: 'ja-JP',
  });
  return context.newPage();
}

async function apply(t, phone, name, mail) {
  const there = async () => {
    await phone.goto(`${t.centre.open}/trainings?${Math.random()}`);
    return phone.locator(`a:has-text("${theme}")`).count();
  };
  assert.ok(await until(there), 'the session is on the public site');
  await phone.click(`a:has-text("${theme}")`);
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 375, `the page is ${wide} px wide on a telephone`);
  await phone.click('button:has-text("申し込む")');
  assert.match(await phone.content(), /入力に誤りが3件あります/);
  await phone.fill('[name=name]', name);
  await phone.selectOption('[name=profession]', 'nurse');
  await phone.fill('[name=mail]', mail);
  await phone.click('button:has-text("申し込む")');
  await phone.waitForURL(/\/trainings\/applied$/);
}

// The link of a mail, opened on this telephone.
async function follow(phone, text) {
  await phone.goto(text.match(/http\S+\/link\/\S+/)[0]);
  await phone.click('main form button[type=submit]');
  await phone.waitForURL(/\/links\/training$/);
  return phone.content();
}

test('training applied for on a telephone, reminded, given back by mail', options, async (t) => {
  const folder = join(t.centre.folder, 'mails');
  const port = await freePort();
  const server = await startServer(port, folder);
  const [first, second] = [await telephone(t), await telephone(t)];

  try {
    await setMail(t, port);
    const at = await openSession(t);
    await apply(t, first, '見本 花子', 'hanako@example.jp');
    await mailed(folder, 'hanako@example.jp', '席があります');
    await apply(t, second, '例示 太郎', 'taro@example.jp');
    await mailed(folder, 'taro@example.jp', 'キャンセル待ちの1番目');
    assert.match(await t.visit(at), /見本 花子[\s\S]*受付済み[\s\S]*例示 太郎[\s\S]*キャンセル待ち/);
    await t.check('training-session');
    await t.look(`${at}/materials`, { name: 'training-materials' });
    t.centre.setMinute(tenOf(2));
    const reminder = await mailed(folder, 'hanako@example.jp', '日が近づきました');
    assert.match(reminder, /meet\.example\.jp\/test/);
    const other = await t.another();
    assert.match(await follow(other.page, reminder), /受付済み/);
    await other.check('training-guest');
    await other.page.click('button:has-text("申込を取り消す")');
    await mailed(folder, 'hanako@example.jp', '申込を取り消しました');
    const seat = await mailed(folder, 'taro@example.jp', '席があきました');
    assert.match(await follow(second, seat), /受付済み/);
    assert.equal(mailsTo(folder, 'taro@example.jp').length, 2);
  } finally {
    t.centre.setMinute(0);
    await stopServer(server);
    await first.context().close();
    await second.context().close();
  }
});
