// Every page of the staff site under every check, wide and narrow. "*" is the
// first record that the page in front of it links to.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

const pages = [
  '/',
  '/children',
  '/children?q=a',
  '/children/new',
  '/children/*',
  '/children/*/edit',
  '/contacts',
  '/contacts/new',
  '/contacts/new?full=1',
  '/contacts/*',
  '/contacts/*/edit',
  '/agencies',
  '/agencies/new',
  '/agencies/*',
  '/agencies/*/edit',
  '/advisor-activities',
  '/advisor-activities/new',
  '/advisor-activities/*',
  '/advisor-activities/*/edit',
  '/statistics',
  '/statistics?years=3',
  '/statistics/*',
  '/import/children',
  '/import/contacts',
  '/import/advisor',
  '/import/agencies',
  '/regions',
  '/account',
  '/people',
  '/people/new',
  '/tokens',
];

// The address with its star filled in from the list that stands before it.
async function found(t, pattern) {
  const [list, rest] = pattern.split('/*');
  if (rest === undefined) return pattern;
  await t.visit(list);
  const one = await t.page.evaluate(
    (l) =>
      [...document.querySelectorAll('main a[href]')]
        .map((a) => new URL(a.getAttribute('href'), document.baseURI))
        .map((url) => url.pathname + url.search)
        .find(
          (p) =>
            p.startsWith(`${l}/`) &&
            !/^(new|import|export)/.test(p.slice(l.length + 1)) &&
            p.split('/').length === l.split('/').length + 1,
        ),
    list,
  );
  assert.ok(one, `${list} links to no record`);
  return one + rest;
}

for (const pattern of pages) {
  test(`page ${pattern}`, async (t) => {
    await t.look(await found(t, pattern), { name: pattern.replace('*', 'one') });
  });
}

test('page /sign-in', { signedIn: false }, (t) => t.look('/sign-in'));
test('page that is not there', (t) => t.look('/nothing-here', { status: 404 }));

test('every page of the menu is among them', async (t) => {
  await t.visit('/');
  const menu = await t.page.evaluate(() =>
    [...document.querySelectorAll('header nav a')].map((a) => new URL(a.href).pathname),
  );
  assert.ok(menu.length >= 5, `the menu has ${menu.length} entries`);
  assert.deepEqual(
    menu.filter((path) => !pages.includes(path)),
    [],
  );
});
