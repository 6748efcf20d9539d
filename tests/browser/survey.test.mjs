// 事業所等受入状況調査, whole: 175 facilities are asked; a hundred answer by link, on a
// phone, as a returned file, on paper; twenty more once they are written to again.
// Three of them say other than the directory, a person decides field by field, and
// the directory, the map and the search for a place say so. Its report is printed.

import assert from 'node:assert/strict';
import { test, WIDTHS } from './lib.mjs';
import { fill, idIn, said, send, sees } from './month.mjs';
import { freePort, startServer, stopServer, taken, until } from '../mail/town.mjs';
import { answerByLink, Clerk } from './survey.mjs';

const ASKED = 175;
const KINDS = ['放課後等デイサービス', '短期入所（福祉型）', '短期入所（医療型）', '保育所・認定こども園'];
const QUESTIONS = [
  { code: 'part_place', kind: 'section', asks: '事業所のこと' },
  { code: 'places', kind: 'number', asks: '定員は何人ですか', required: '1', fills: 'capacity' },
  { code: 'phone', kind: 'text', asks: '電話番号', fills: 'place.phone' },
  { code: 'part_care', kind: 'section', asks: '受け入れのこと' },
  {
    code: 'vent',
    kind: 'single',
    asks: '人工呼吸器の子どもを受け入れられますか',
    choices: 'yes=受け入れられる\nterms=条件がある\nno=受け入れられない\nunknown=分からない',
    fills: 'ventilator',
  },
  {
    code: 'why_not',
    kind: 'text',
    asks: '受け入れられない理由',
    when_code: 'vent',
    when_value: 'no',
  },
];
const TAKEN = 'kind=short_stay_medical&criterion=ventilator&region=hachinohe';

async function build(t, clerk) {
  await t.visit('/surveys/new');
  await fill(t, { title: '受入状況調査の通し', base_on: 'R8.11.1', due_on: 'R9.3.31' });
  await send(t);
  const at = `/surveys/${idIn(t.page.url())}`;

  for (const question of QUESTIONS) await clerk.post(`${at}/questions`, question);
  for (const kind of KINDS) {
    await t.visit(`${at}/recipients`);
    await fill(t, { service_kind: kind });
    await send(t, `form[action="${at}/recipients"][method=post] button`);
  }
  await sees(t, `${ASKED}か所`);
  await t.visit(at);
  await send(t, `form[action="${at}/state"] button[value=open]`);
  return at;
}

// Everybody who is asked: name to id.
async function recipients(clerk, at) {
  const all = new Map();
  for (let page = 1; all.size < ASKED; page += 1) {
    const html = await (await clerk.get(`${at}/recipients?page=${page}`)).text();
    const found = [...html.matchAll(/href="\/survey-recipients\/([0-9a-f-]{36})">([^<]+)</g)];
    assert.ok(found.length, `page ${page} of the recipients holds some`);
    const before = all.size;
    for (const [, id, name] of found) all.set(id, { id, name });
    assert.ok(all.size > before, `page ${page} holds others, after ${before}`);
  }
  return [...all.values()];
}

// A ventilator is taken there, says the map of 八戸.
async function onTheMap(t) {
  await t.visit(`/services/map?${TAKEN}`);
  return t.page
    .locator('tr[id^="s-"] th a')
    .evaluateAll((all) =>
      all.map((a) => ({ name: a.firstChild.textContent, at: a.getAttribute('href') })),
    );
}

const matched = async (t) => {
  await t.visit('/matching');
  await fill(t, {
    kinds: ['short_stay_medical'],
    age: '3歳',
    municipality: '八戸市',
    care: ['ventilator'],
  });
  await send(t, 'main form[action="/matching"] button[type=submit]');
  return t.page
    .locator('main li.match:not(:has-text("×"))')
    .evaluateAll((all) => all.map((li) => li.querySelector('h3').textContent.trim()));
};

// On a phone, a section a page, as the page leads.
async function byPhone(t, clerk, { id }, values) {
  const guest = await t.another();
  await guest.page.setViewportSize({ width: WIDTHS[1], height: 800 });
  await guest.visit(await clerk.link(id));
  await send(guest, 'main button[type=submit]');
  await guest.check('survey-phone');
  await guest.page.setViewportSize({ width: WIDTHS[1], height: 800 });
  if (values.phone) await fill(guest, { 'a-phone': values.phone });
  await send(guest, 'main button[type=submit]');
  assert.equal(await guest.page.locator('[name="a-why_not"]').count(), 0, 'not asked yet');
  await fill(guest, { 'a-vent': [values.vent] });
  await send(guest, 'main button[type=submit]');
  if (values.why_not) {
    await fill(guest, { 'a-why_not': values.why_not });
    await send(guest, 'main button[type=submit]');
  }
  await sees(guest, '答えの確認');
  await guest.check('survey-phone-sure');
  await send(guest, 'main button[type=submit]');
  await sees(guest, 'に受け取っています');
}

async function byFiles(t, clerk, at, all) {
  for (let i = 0; i < all.length; i += 8) {
    const files = [];
    for (const [k, { id, values }] of all.slice(i, i + 8).entries()) {
      const kind = k % 3 === 2 ? 'csv' : 'xlsx';
      files.push({
        name: `kaito-${i + k}.${kind}`,
        mimeType: 'application/octet-stream',
        buffer: await clerk.file(id, values, kind),
      });
    }
    await t.visit(`${at}/returns`);
    await t.page.setInputFiles('#f-file', files);
    await send(t, `form[action="${at}/returns/preview"] button`);
    if (!i) await t.check('survey-returns');
    await send(t, `form[action="${at}/returns/takes"] button`);
    await said(t, '取り込みました');
  }
}

// The clerk types what the paper says: mostly, what stands beside the field.
async function byPaper(t, { id }, phone) {
  await t.visit(`/survey-recipients/${id}/answers`);
  const known = (await t.page.textContent('main')).match(/いまの台帳：(\d+)\n/);
  await fill(t, { 'a-places': known?.[1] ?? '10', channel: '紙' });
  if (phone) await fill(t, { 'a-phone': phone });
  await send(t, 'main form button:not([name=later])');
  await said(t, '送りました');
}

const mailBy = (clerk, host, port) =>
  clerk.post('/settings/mail', {
    smtp_host: host,
    smtp_port: port,
    smtp_security: 'plain',
    smtp_user: '',
    smtp_password: '',
    smtp_from: 'centre@centre.example',
    base_url: 'https://centre.example',
  });

const linkIn = ({ text }) => {
  const body = text.slice(text.indexOf('\r\n\r\n')).trim();
  const coded = /^content-transfer-encoding: base64/im.test(text);
  const read = coded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return read.replaceAll('=\r\n', '').match(/\/link\/[\w-]+/)[0];
};

// The button is pressed; the mails lead twenty of them to their pages.
async function afterReminder(t, clerk, at, all) {
  const folder = `${t.centre.folder}/survey-mail`;
  const port = await freePort();
  const server = await startServer(port, folder);

  try {
    await mailBy(clerk, 'localhost', String(port));
    for (const [i, { id }] of all.entries()) {
      const form = { version: '1', mail: `place${i}@example.jp` };
      await clerk.post(`/survey-recipients/${id}/mail`, form);
    }
    await t.visit(`${at}/recipients?state=none`);
    await sees(t, `メールを送れる所が${all.length}か所`);
    await send(t, `form[action="${at}/mails"] button`);
    // What other tests left waiting goes now, too.
    const ours = () => taken(folder).filter(({ text }) => /^to:.*place\d+@/im.test(text));
    assert.ok(await until(() => ours().length >= all.length, 60), 'all mails went');
    for (const mail of ours())
      await answerByLink(t.centre.url, linkIn(mail), {});
    await mailBy(clerk, '', '');
  } finally {
    await stopServer(server);
  }
}

async function decide(t, id, choices) {
  for (const [asks, button] of choices) {
    await t.visit(`/survey-recipients/${id}`);
    const row = t.page.locator('tr', { hasText: asks });
    await Promise.all([
      t.page.waitForEvent('load'),
      row.getByRole('button', { name: new RegExp(`^${button}`) }).click(),
    ]);
    await said(t, '決めました');
  }
}

test('175 facilities are asked, and what three of them say changes the directory', async (t) => {
  const clerk = new Clerk(t);
  const at = await build(t, clerk);
  const all = await recipients(clerk, at);
  const before = await onTheMap(t);
  const [place] = before;
  const no = all.find(({ name }) => name === place.name);
  const rest = all.filter((one) => one !== no);
  // Nothing is said of its own: what the directory knows is sent as it stands.
  const same = {};

  assert.equal(all.length, ASKED);
  assert.ok((await matched(t)).some((name) => name.startsWith(place.name)), place.name);
  await byPhone(t, clerk, no, { phone: '0178-11-1111', vent: 'no', why_not: '人手' });
  await byPhone(t, clerk, rest[0], { vent: 'unknown' });
  for (const { id } of rest.slice(1, 59))
    await answerByLink(t.centre.url, await clerk.link(id), same);
  const files = rest
    .slice(59, 79)
    .map(({ id }, i) => ({ id, values: i ? same : { places: '33' } }));
  await byFiles(t, clerk, at, files);
  await byPaper(t, rest[79], '017-000-0002');
  await byPaper(t, rest[80]);
  for (const { id } of rest.slice(81, 99)) await clerk.paper(id);

  await t.visit(`${at}/recipients?state=sent`);
  await sees(t, '100か所');
  await afterReminder(t, clerk, at, rest.slice(99, 119));
  await t.visit(`${at}/recipients?state=sent`);
  await sees(t, '120か所');
  await t.visit(`${at}/recipients?state=none`);
  await sees(t, '55か所');

  await t.visit(`${at}/differences`);
  const other = t.page.locator('main tbody tr', { hasNotText: '（なし）' });
  const differing = await other.allTextContents();
  assert.equal(differing.length, 4, differing.join('\n'));
  await t.check('survey-differences');
  await decide(t, no.id, [
    ['人工呼吸器の子ども', '台帳に入れる'],
    ['電話番号', '直さない'],
  ]);
  await t.check('survey-decided');
  await decide(t, files[0].id, [['定員は何人', '台帳に入れる']]);
  await decide(t, rest[79].id, [['電話番号', '台帳に入れる']]);
  await changed(t, at, { no, place, before, beds: files[0].id, phone: rest[79].id });
});

async function serviceOf(t, recipient) {
  await t.visit(`/survey-recipients/${recipient}`);
  await t.visit(await t.page.locator('main a', { hasText: '台帳' }).first().getAttribute('href'));
}

async function changed(t, at, { place, before, beds, phone }) {
  const after = await onTheMap(t);
  assert.equal(after.length, before.length - 1, 'one less on the map');
  assert.ok(!after.some(({ at: where }) => where === place.at));
  assert.ok(!(await matched(t)).some((name) => name.startsWith(place.name)), 'nor is it offered');
  await t.visit(place.at);
  const row = await t.page.locator('tr', { hasText: '人工呼吸器' }).first().textContent();
  assert.match(row, /×\s*不可/);
  assert.match(row, /今日確認（受入状況調査の通しの回答を確認）/);
  await serviceOf(t, beds);
  await sees(t, '33人');
  await serviceOf(t, phone);
  await sees(t, '017-000-0002');
  await t.visit(`${at}/report`);
  await sees(t, String(ASKED), '120');
  await t.check('survey-report');
  const paper = await t.page.pdf({ path: 'build/screens/survey-report.pdf', format: 'A4' });
  assert.ok(paper.length > 10000, 'the report is printed');
}

test('a survey is tried, page by page, before anybody is asked', async (t) => {
  const next = 'main form button[type=submit]';

  await t.visit('/surveys');
  await t.page.click('main table a >> text=事業所等受入状況調査 >> nth=0');
  await t.page.click('main a >> text=回答のページの見本');
  await t.page.click('main a >> text=答えてみる');
  await fill(t, { 'a-places_now': '6' });
  await send(t, next);
  await t.check('survey-trial');
  await fill(t, { 'a-takes': ['no'] });
  await send(t, next);
  await fill(t, { 'a-why_not': ['why_nurse'] });
  await send(t, next);
  await sees(t, '試しの回答はここまでです', '看護職員がいない', '6');
  await t.check('survey-trial-end');
});
