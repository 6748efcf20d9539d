// Before and after a training, on a phone and without script: the page is under
// every check, says what is missing with what was chosen kept, and takes the
// answer; nothing of who answered stays in the browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from './lib.mjs';

const options = { centre: 'public', signedIn: false };
const PHONE = { width: 375, height: 800 };

const query = (t, file, sql) =>
  execFileSync('sqlite3', [join(t.centre.folder, file), sql], { encoding: 'utf8' }).trim();
const address = (t) =>
  `/questionnaires/${query(t, 'public.db', 'SELECT id FROM pub_questionnaire')}`;
const answers = (t) =>
  Number(query(t, 'inbox/inbox.db', "SELECT count(*) FROM answer WHERE day > '0000-00-00'"));

for (const end of ['', '?phase=before', '?phase=after', '/sent']) {
  test(`questionnaire page ${end}`, options, async (t) => {
    await t.look(`${address(t)}${end}`, { name: `questionnaire${end.replace(/\W/g, '-')}` });
  });
}

// The staff's side: of the one handed out what goes on paper, of the one that is
// over the result.
for (const [row, pages] of [
  [0, ['preview', 'poster', 'sheet', 'typed?phase=after']],
  [1, ['result', 'result/print']],
]) {
  for (const path of pages) {
    test(`questionnaire of the staff: ${path}`, async (t) => {
      await t.visit('/questionnaires');
      const at = await t.page.locator('tbody a').nth(row).getAttribute('href');
      await t.look(`${at}/${path}`, { name: `questionnaire-${path.replace(/\W/g, '-')}` });
    });
  }
}

test('questionnaire is answered on a phone without script', options, async (t) => {
  const context = await t.context.browser().newContext({
    viewport: PHONE,
    locale: 'ja-JP',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();

  page.setDefaultTimeout(15000);
  try {
    await page.goto(`${t.centre.url}${address(t)}`);
    await page.click('text=研修の前に答える');
    await page.check('input[name=q1][value="2"]');
    await page.check('input[name=q3][value="1"]');
    await page.check('input[name=q3][value="3"]');
    await page.click('main button[type=submit]');
    assert.match(await page.locator('.errors').innerText(), /合いことば/);
    assert.ok(await page.isChecked('input[name=q1][value="2"]'));
    assert.ok(await page.isChecked('input[name=q3][value="3"]'));
    await page.fill('#f-words', 'はなさくら08');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/sent$/);
    assert.match(await page.locator('h1').innerText(), /受け付けました/);
    assert.equal(answers(t), 1);
    assert.deepEqual(await context.cookies(), []);
  } finally {
    await context.close();
  }
});

test('questionnaire without a training of today is not there', options, async (t) => {
  await t.look('/questionnaires/0000000000', { status: 404, name: 'questionnaire-404' });
});
