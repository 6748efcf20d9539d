// A child who is there already is asked about before she is registered again.

import assert from 'node:assert/strict';
import { test } from './lib.mjs';

// The first family name, first name and day of birth of the list.
async function known(t) {
  await t.visit('/children');
  const link = t.page.locator('main tbody a[href^="/children/"]').first();
  await t.visit(`${await link.getAttribute('href')}/edit`);
  const value = (name) => t.page.inputValue(`main form [name=${name}]`);
  return { name: await value('name'), born_on: await value('born_on') };
}

test('a child who may be there already is asked about, and registered if another', async (t) => {
  const child = await known(t);
  await t.visit('/children/new');
  for (const [name, text] of Object.entries(child)) {
    await t.tabTo(`main form [name=${name}]`);
    await t.page.keyboard.type(text);
  }
  await t.page.click('main form button[type=submit]');
  await t.page.waitForSelector('#f-another');
  await t.check('child-alike');
  await t.tabTo('#f-another');
  await t.page.keyboard.press('Space');
  await t.page.click('main form button[type=submit]');
  await t.page.waitForURL(/\/children\/(?!new)[^/]+$/);
  assert.equal(t.answer.status(), 200);
});
