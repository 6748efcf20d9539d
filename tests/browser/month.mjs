// What the stories of the month share: days that go by, and forms filled in.

import assert from 'node:assert/strict';
import { signIn } from './lib.mjs';

export const MONTH = { centre: 'month', as: 'hana' };
export const SUBMIT = 'main form:not([action="/search"]) button[type=submit]';

const pad = (n) => String(n).padStart(2, '0');

// The day in Japan so many days from now: 2026-11-20, as forms take it.
export function day(n) {
  const at = new Date(Date.now() + (9 + 24 * n) * 3600000);
  return `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
}

// Another day begins: the clock goes on, and who comes signs in anew.
export async function begin(n, t, login = 'hana') {
  t.centre.setDay(n);
  await comes(t, login);
}

export async function comes(t, login) {
  await t.context.clearCookies();
  await signIn(t.page, t.centre, login);
}

export const path = (t) => new URL(t.page.url()).pathname;
export const idIn = (text) => text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)[0];
export const said = (t, what) => t.page.waitForSelector(`[role=status]:has-text("${what}")`);
export const text = async (t) => (await t.page.textContent('main')).replace(/\s+/g, ' ');

export async function sees(t, ...texts) {
  const all = await text(t);
  for (const one of texts) assert.ok(all.includes(one), `${one} stands on ${t.page.url()}`);
}

// Fields by name: true ticks, [value] ticks that value, text goes in, and in a
// list the option that holds it is chosen. `form` narrows where there are more.
export async function fill(t, fields, form = 'main') {
  for (const [name, value] of Object.entries(fields)) {
    const at = t.page.locator(`${form} [name="${name}"]:not([type=hidden])`);
    if (Array.isArray(value)) {
      for (const one of value) await t.page.check(`${form} [name="${name}"][value="${one}"]`);
    } else if (value === true) await at.first().check();
    else if (await at.first().evaluate((e) => e.matches('select'))) await choose(at.first(), value);
    else await at.first().fill(value);
  }
}

async function choose(list, label) {
  const value = await list.evaluate(
    (e, l) => [...e.options].find((o) => o.textContent.includes(l))?.value,
    label,
  );
  assert.ok(value, `there is ${label} to choose`);
  await list.selectOption(value);
}

// The page that the button leads to.
export async function send(t, css = SUBMIT) {
  await Promise.all([t.page.waitForEvent('load'), t.page.click(css)]);
  const errors = t.page.locator('[data-errors]');
  if (await errors.count()) assert.fail(`refused: ${await errors.first().textContent()}`);
}

// A child chosen in a form by typing, as a person does.
export async function chooseChild(t, kana) {
  await t.tabTo('main form [name=child_typed]');
  await t.page.keyboard.type(kana);
  await t.page.waitForSelector('[role=option]');
  await t.page.keyboard.press('ArrowDown');
  await t.page.keyboard.press('Enter');
  assert.ok(await t.page.inputValue('main form input[name=child]'), 'the child is chosen');
}

export async function addAgency(t, name, kind, municipality) {
  await t.visit('/agencies/new');
  await fill(t, { name, kind, municipality });
  await send(t);
  return idIn(t.page.url());
}

export async function addChild(t, fields) {
  await t.visit('/children/new');
  await fill(t, fields);
  await send(t);
  return `/children/${idIn(t.page.url())}`;
}

// The family agrees that these agencies are told so much.
export async function agree(t, child, agencies, classes, by = '見本 明子') {
  await t.visit(`/consents/new?child=${idIn(child)}`);
  const lists = t.page.locator('[name=recipient]');
  for (const [i, agency] of agencies.entries()) await choose(lists.nth(i), agency);
  await fill(t, { purpose: ['support'], classes, given_by: by, text_version: '令和8年度版' });
  const as = t.page.locator('select[name=given_as]');
  if (await as.count()) await choose(as, '母');
  else await t.page.check('[name=given_as][value=mother]');
  await send(t);
}

// The year's figures that a story may change.
export async function counts(t) {
  const now = new Date(Date.now() + 9 * 3600000);
  const year = now.getUTCFullYear() - (now.getUTCMonth() < 3 ? 1 : 0);
  const address = `/statistics.json?from=${year}-04-01&to=${year + 1}-03-31`;
  const answer = await t.context.request.get(t.centre.url + address);
  const { persons, total, advisor_area } = await answer.json();
  return { persons, total, advised: advisor_area };
}
