// Setting up mail, and what cannot be sent standing in the outbox.

import { test } from './lib.mjs';

const submit = (t, action) =>
  Promise.all([t.page.waitForNavigation(), t.page.click(`form[action="${action}"] [type=submit]`)]);

async function save(t, host) {
  const { page } = t;
  await t.visit('/settings/mail');
  await page.fill('input[name=smtp_host]', host);
  await page.fill('input[name=smtp_port]', '9');
  await page.selectOption('select[name=smtp_security]', 'plain');
  await page.fill('input[name=smtp_from]', 'centre@example.jp');
  await page.fill('input[name=base_url]', 'https://centre.example');
  await submit(t, '/settings/mail');
}

test('mail that waits for a server stands in the outbox', async (t) => {
  await t.visit('/account');
  await t.page.fill('input[name=mail]', 'aoi@example.jp');
  await submit(t, '/account/mail');
  await save(t, 'mail.example.jp');
  await t.check('mail-server-refused');
  await save(t, 'localhost');
  await t.check('mail-server');
  await submit(t, '/settings/mail/trial');
  // The sender looks each second.
  for (let i = 0; i < 100; i += 1) {
    await t.page.reload();
    if (await t.page.getByText('メールサーバーにつながりません').count()) break;
  }
  await t.page.getByText('メールサーバーにつながりません').first().waitFor();
  await t.check('outbox');
  await save(t, '');
});
