// node tools/contact-sheet.mjs OUT [SUBSTRING]: pictures of every page that
// tests/browser/pages.test.mjs visits (or whose pattern has SUBSTRING) of a demo
// centre made for it: OUT/MODE/PAGE.png, and OUT/MODE-N.png with many of them
// and their addresses. LOGIN is another of its people; what that person may not
// see is left out. The program is TSUNAGU, or build/tsunagu.

import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { openCentre } from '../tests/browser/centre.mjs';
import { signIn, tests } from '../tests/browser/lib.mjs';
import '../tests/browser/pages.test.mjs';

const MODES = {
  wide: { width: 1366, columns: 2, media: {} },
  phone: { width: 375, columns: 5, media: {} },
  forced: { width: 1366, columns: 2, media: { forcedColors: 'active' } },
  print: { width: 718, columns: 4, media: { media: 'print' } },
};
const ROWS = 2;
const SHEET_PX = 1240;
// Some pages ask for the password again ten minutes after sign-in.
const FRESH_MS = 5 * 60 * 1000;

const [out, wanted = ''] = process.argv.slice(2);
if (!out) {
  console.error('usage: node tools/contact-sheet.mjs OUT [SUBSTRING]');
  process.exit(2);
}

const centre = await openCentre('demo');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--disable-gpu', '--no-sandbox'] : ['--disable-gpu'],
});
const shots = [];

async function shoot(page, path, name) {
  const file = name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'today';

  for (const [mode, { width, media }] of Object.entries(MODES)) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ media: 'screen', forcedColors: 'none', ...media });
    await page.screenshot({ path: `${out}/${mode}/${file}.png`, fullPage: true });
  }
  await page.emulateMedia({ media: 'screen', forcedColors: 'none' });
  shots.push({ path, file });
  console.log(path);
}

// What a page's test gets, but it takes pictures instead of checking.
async function visitor(signedIn) {
  const page = await browser.newPage({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  const t = { page, since: Date.now() };

  if (signedIn) await signIn(page, centre, process.env.LOGIN);
  t.visit = (path) => page.goto(centre.url + path);
  t.look = async (path, { status = 200, name = path } = {}) => {
    const answer = await t.visit(path);
    if (answer.status() === status) await shoot(page, path, name);
  };
  return t;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function compose(mode, { width, columns }) {
  const page = await browser.newPage({ viewport: { width: SHEET_PX, height: 900 } });
  const many = columns * ROWS;

  for (let n = 0; n * many < shots.length; n += 1) {
    const figures = shots.slice(n * many, (n + 1) * many).map(
      ({ path, file }) =>
        `<figure><figcaption>${escaped(path)}</figcaption><img src="${mode}/${file}.png"></figure>`,
    );
    const looks = `body { margin: 8px; background: #ddd; font: 12px sans-serif; display: grid;
      gap: 8px; grid-template-columns: repeat(${columns}, 1fr) }
      figure { margin: 0; overflow: hidden; aspect-ratio: 5 / ${width < 1000 ? 9 : 4} }
      figcaption { white-space: nowrap } img { width: 100% }`;
    writeFileSync(
      `${out}/sheet.html`,
      `<!doctype html><meta charset="utf-8"><style>${looks}</style>${figures.join('')}`,
    );
    await page.goto(pathToFileURL(resolve(out, 'sheet.html')).href);
    await page.screenshot({ path: `${out}/${mode}-${n + 1}.png`, fullPage: true });
  }
  await page.close();
}

mkdirSync(out, { recursive: true });
let t;
for (const { name, act, signedIn } of tests.filter((e) => e.name.includes(wanted))) {
  if (!signedIn || !t || Date.now() - t.since > FRESH_MS) t = await visitor(signedIn);
  await act(t).catch((error) => console.log(`left out: ${name}: ${error.message.split('\n')[0]}`));
  if (!signedIn) t = null;
}
for (const [mode, how] of Object.entries(MODES)) await compose(mode, how);
await browser.close();
await centre.close();
