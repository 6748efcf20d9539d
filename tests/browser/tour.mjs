// What the steps of README's tour share: the steps as README tells them, and a
// newcomer who does them and keeps what was to be seen.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { test } from './lib.mjs';

export const readme = readFileSync('README.md', 'utf8');
const HEADING = '## Ten minutes with it';
const SCREEN = { width: 1366, height: 800 };

// The numbered steps: what each quotes in 「」, and the name of its picture.
export function told() {
  const from = readme.indexOf(HEADING);
  const part = readme.slice(from, readme.indexOf('\n## ', from + 1));
  return part
    .split(/^(?=\d+\. )/m)
    .slice(1)
    .map((text) => text.split(/\n(?=[^ \n])/)[0])
    .map((text) => ({
      text,
      number: Number(text.match(/^\d+/)[0]),
      quotes: [...text.matchAll(/「([^」]+)」/g)].map((m) => m[1].replace(/\s+/g, '')),
      pictures: [...text.matchAll(/docs\/screens\/([\w-]+\.png)/g)].map((m) => m[1]),
    }));
}

// Everything a person can read on the page: texts, and what stands in fields.
async function keep(t) {
  t.seen += await t.page.evaluate(() => {
    const fields = [...document.querySelectorAll('input:not([type=hidden]), textarea')];
    return document.body.innerText + fields.map((f) => f.value).join('\n');
  });
}

export const steps = [];

// One step: `as` is who is signed in, `act` does what README says. What README
// quotes is on a page of this step, or the step fails.
export function step(name, as, act) {
  const number = steps.length + 1;
  const file = `tour-${String(number).padStart(2, '0')}-${name}.png`;

  steps.push(file);
  test(`the tour, step ${number}: ${name}`, { centre: 'tour', as }, async (t) => {
    const entry = told()[number - 1];
    t.seen = '';
    t.picture = file;
    await t.page.setViewportSize(SCREEN);
    await t.page.goto(t.centre.url);
    await act(t);
    await keep(t);
    assert.equal(entry?.number, number, `README has no step ${number}`);
    assert.ok(entry.quotes.length > 2, `step ${number} of README says little`);
    const seen = t.seen.replace(/\s+/g, '');
    for (const quote of entry.quotes) assert.ok(seen.includes(quote), `nobody saw 「${quote}」`);
    assert.ok(entry.text.includes(as), `step ${number} does not say that ${as} is signed in`);
  });
}

// Clicks a link or button by what stands on it, where `within` narrows; the next
// page is there then.
export async function click(t, name, within = 'body') {
  const at = t.page.locator(within).locator('a, button').filter({ hasText: name, visible: true });
  await keep(t);
  await Promise.all([t.page.waitForEvent('load'), at.first().click()]);
  await keep(t);
}

export async function menu(t, ...names) {
  await click(t, names[0], 'nav');
  for (const name of names.slice(1)) await click(t, name, 'main');
}

// A child found by her kana in the field that stands on every page.
export async function findChild(t, kana) {
  await t.page.fill('header input[name=q]', kana);
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/[?&]q=/);
  await keep(t);
}

// The picture of docs/screens, when SCREENS names a folder: what stands at `css`
// near the top.
export async function picture(t, css) {
  await keep(t);
  if (css)
    await t.page.locator(css).first().evaluate((e) => {
      window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 24);
    });
  if (!process.env.SCREENS) return;
  mkdirSync(process.env.SCREENS, { recursive: true });
  await t.page.mouse.move(0, 0);
  await t.page.screenshot({ path: `${process.env.SCREENS}/${t.picture}` });
}
