// Draws the pictures of the README from a demo centre: node tools/docs-screens.mjs
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { openCentre } from '../tests/browser/centre.mjs';
import { signIn } from '../tests/browser/lib.mjs';

const shots = [
  ['today', '/', 620],
  ['child', '/children', 1000, 'tbody tr:nth-child(5) a'],
  ['statistics', '/statistics?years=3', 1000],
];
const root = process.getuid() === 0 ? ['--no-sandbox'] : [];
const centre = await openCentre('demo');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: root });
const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
mkdirSync('docs/screens', { recursive: true });
await signIn(page, centre);
for (const [name, path, height, link] of shots) {
  await page.goto(centre.url + path);
  if (link) await Promise.all([page.waitForNavigation(), page.click(link)]);
  await page.screenshot({
    path: `docs/screens/${name}.png`,
    clip: { x: 0, y: 0, width: 1366, height },
    fullPage: true,
  });
}
await browser.close();
await centre.close();
