// The public site as its own process over the bundle of the demo centre: every
// page under every check, without script, on a phone, printed, and as it fades.

import assert from 'node:assert/strict';
import { tabTo, test } from './lib.mjs';

const options = { centre: 'public', signedIn: false };

const pages = [
  '/',
  '/services',
  '/services?care=ventilator&care=tube_feeding&age=3',
  '/services?q=zzzz',
  '/map',
  '/map?region=hachinohe',
  '/vacancies',
  '/vacancies?kind=short_stay_medical&care=ventilator&answer=any',
  '/trainings',
  '/trainings/applied',
  '/contact',
  '/about-this-site',
  '/contact/sent',
  '/statistics',
  '/opendata',
  '/certificates',
  '/certificates?number=2026-0001&on_day=R8.12.1&code=abcd-efgh-jkmn',
  '/news',
  '/news?kind=document&theme=disaster',
];

async function facility(t) {
  const html = await t.visit('/vacancies');
  return html.match(/\/services\/[0-9a-f-]{36}/)[0];
}

for (const path of pages) {
  test(`public ${path}`, options, async (t) => {
    await t.look(path, { name: `public${path}` });
  });
}

test('public page of a release', options, async (t) => {
  const html = await t.visit('/statistics');
  await t.look(html.match(/\/statistics\/[0-9_-]+/)[0],
    { name: 'public-release' });
});

test('public page of a facility', options, async (t) => {
  await t.look(await facility(t), { name: 'public-facility' });
});

test('public page of an article', options, async (t) => {
  const [, path] = (await t.visit('/news')).match(/href="(\/news\/[^"]+)"/);
  await t.look(path, { name: 'public-article' });
});

test('public page of a training, and its form with faults', options, async (t) => {
  const html = await t.visit('/trainings');
  await t.look(html.match(/\/trainings\/[0-9a-f-]{36}/)[0], { name: 'public-training' });
  await Promise.all([t.page.waitForNavigation(), t.page.click('main form [type=submit]')]);
  await t.check('public-training-422');
});

test('public refusals say what to put right', options, async (t) => {
  await t.look('/services?kind=nothing&age=old', { status: 422, name: 'public-422' });
  await t.look('/children', { status: 404, name: 'public-404' });
});

// Nothing of a page needs a script, for there is none.
test('public search by keyboard, from the first page to the telephone', options, async (t) => {
  await t.visit('/');
  assert.equal(await t.page.locator('script').count(), 0);
  await tabTo(t.page, '#q');
  await t.page.keyboard.type('架空');
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/\/services\?q=/);
  await tabTo(t.page, '.found__one h2 a');
  await t.page.keyboard.press('Enter');
  await t.page.waitForURL(/\/services\/[0-9a-f-]{36}/);
  await tabTo(t.page, 'a[href^="tel:"]');
  assert.deepEqual(await t.context.cookies(), []);
});

test('public board fades as days pass', options, async (t) => {
  const shown = async () => ({
    plain: await t.page.locator('td.o:not(.grey), td.t:not(.grey)').count(),
    grey: await t.page.locator('td.o.grey, td.t.grey').count(),
  });
  try {
    await t.visit('/vacancies');
    const today = await shown();
    assert.ok(today.plain > 0);
    t.centre.setDay(8);
    await t.visit('/vacancies?kind=');
    const week = await shown();
    assert.equal(week.plain, 0);
    assert.ok(week.grey > 0);
    await t.page.emulateMedia({ media: 'print' });
    assert.equal(await t.page.locator('form.filters').isVisible(), false);
    assert.equal(await t.page.locator('td.grey').first().isVisible(), true);
    t.centre.setDay(15);
    // Another address, for the browser keeps a page for a minute.
    await t.visit('/vacancies?region=');
    assert.deepEqual(await shown(), { plain: 0, grey: 0 });
    assert.ok((await t.page.locator('td.n').count()) > 0);
    assert.ok((await t.page.locator('.board a[href^="tel:"]').count()) > 0);
  } finally {
    t.centre.setDay(0);
  }
});

test('public pages are printed on A4 with all that counts', options, async (t) => {
  for (const path of ['/', await facility(t), '/vacancies']) {
    await t.visit(path);
    const pdf = (await t.page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sides = pdf.match(/\/MediaBox \[[^\]]*\]/g);
    const wide = path === '/vacancies';
    for (const side of sides) {
      const [, , width, height] = side.match(/[\d.]+/g).map(Number);
      assert.equal(Math.round(Math.min(width, height)), 595, side);
      assert.equal(width > height, wide, `${path} ${side}`);
    }
  }
});

test('public pages answer again only what is new', options, async (t) => {
  const first = await fetch(`${t.centre.url}/services`);
  const again = await fetch(`${t.centre.url}/services`, {
    headers: { 'if-none-match': first.headers.get('etag') },
  });
  assert.equal(again.status, 304);
  assert.equal(first.headers.get('set-cookie'), null);
});
