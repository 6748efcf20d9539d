// The kit of the browser tests. test(name, act) registers; act gets a visitor:
// a browser page, signed in to the demo centre unless the options say
// { centre: 'init' } or { signedIn: false }; { as: LOGIN } is another of its
// people, who all have one password. run.mjs runs them one by one. A test that
// only looks says { looks: true } and goes on in the browser page of the one
// before, which spares half the time of a page.
//
// SCREENS=1 keeps a picture of every page that is checked, in build/screens.
//
// A test fails by itself when the browser logged an error, the policy of the
// page was violated, or a page asked for anything outside its own site.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { openCentre } from './centre.mjs';
import { markup, printed, seen } from './checks.mjs';

export const WIDTHS = [1366, 375];
// Some pages ask again ten minutes after sign-in.
const FRESH_MS = 5 * 60 * 1000;
export const tests = [];
const centres = new Map();
let browser;

export function test(name, options, act) {
  if (typeof options === 'function') [options, act] = [{}, options];
  tests.push({ name, act, centre: 'demo', signedIn: true, ...options });
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function startBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    // Chromium refuses its own sandbox to root; only our pages are opened.
    args: process.getuid() === 0 ? [...flags, '--no-sandbox'] : flags,
    // Where the locale has no Japanese letters, Chromium saves under no name.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return browser;
}

async function centreOf(how) {
  if (!centres.has(how)) centres.set(how, await openCentre(how));
  return centres.get(how);
}

// As a person does it without a mouse: the form is reached by Tab.
export async function signIn(page, centre, login = centre.login) {
  await page.goto(`${centre.url}/sign-in`);
  await tabTo(page, 'input[name=login]');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(centre.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

// Presses Tab until `css` has the focus, as far as a page may ask of anybody.
export async function tabTo(page, css, most = 80) {
  for (let i = 0; i < most; i += 1) {
    if (await page.evaluate((c) => document.activeElement?.matches(c) ?? false, css)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${css} was not reached by ${most} times Tab on ${page.url()}`);
}

// What must not happen while any test runs. A refusal the test provoked is
// logged by the browser as a failed load: that one is allowed.
function watch(page, centre, wrongs) {
  page.on('pageerror', (error) => wrongs.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (/status of 4\d\d/.test(message.text())) return;
    wrongs.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (![centre.url, centre.open].includes(origin) && /^(http|ws)/.test(protocol))
      wrongs.push(`outside: ${request.url()}`);
  });
}

// A browser of its own for one person; `state` is a session of before.
async function arrive(centre, wrongs, state) {
  const context = await (
    await startBrowser()
  ).newContext({
    viewport: { width: WIDTHS[0], height: 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    storageState: state,
  });
  const page = await context.newPage();
  const t = { centre, context, page, wrongs };

  watch(page, centre, wrongs);
  page.setDefaultTimeout(15000);
  page.on('response', (answer) => {
    const moved = answer.status() >= 300 && answer.status() < 400;
    if (answer.request().isNavigationRequest() && !moved) t.answer = answer;
  });
  t.visit = (path, status = 200) => visit(t, path, status);
  t.look = (path, options) => look(t, path, options);
  t.check = (name) => check(t, name);
  t.tabTo = (css) => tabTo(page, css);
  t.screenshot = (name) => screenshot(page, name);
  return t;
}

async function visitorOf(entry, all) {
  const centre = await centreOf(entry.centre);
  const login = entry.as ?? centre.login;
  const wrongs = [];

  centre.states ??= {};
  const kept = centre.states[login];
  const fresh = entry.signedIn && kept && Date.now() - kept.at < FRESH_MS;
  if (entry.looks && fresh && centre.looker) {
    all.push(centre.looker);
    return centre.looker;
  }
  const t = await arrive(centre, wrongs, fresh ? kept.state : undefined);
  all.push(t);
  if (entry.signedIn && !fresh) {
    await signIn(t.page, centre, login);
    centre.states[login] = { state: await t.context.storageState(), at: Date.now() };
  }
  if (entry.looks) {
    await centre.looker?.context.close();
    centre.looker = t;
  }
  // Somebody else at a computer of their own, watched like the first.
  t.another = async () => {
    const other = await arrive(centre, wrongs);
    all.push(other);
    return other;
  };
  return t;
}

async function visit(t, path, status) {
  const answer = await t.page.goto(t.centre.url + path);
  assert.equal(answer.status(), status, `${path} answers ${answer.status()}`);
  return answer.text();
}

async function screenshot(page, name) {
  mkdirSync('build/screens', { recursive: true });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `build/screens/${name}.png`, fullPage: true });
}

// A page of the address under every check there is.
async function look(t, path, { status = 200, name = path } = {}) {
  await t.visit(path, status);
  await check(t, name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'today', path);
}

// The page as it stands under every check there is, wide and narrow, with its
// picture; a form may have led to it, and no address show it again.
async function check(t, name, path = name) {
  const found = [...(await markup(await t.answer.text())), ...(await printed(t.page))];
  for (const width of WIDTHS) {
    await t.page.setViewportSize({ width, height: width < 600 ? 800 : 900 });
    found.push(...(await seen(t.page)).map((f) => `${width}px ${f}`));
    if (process.env.SCREENS) await screenshot(t.page, `${name}-${width}`);
  }
  await t.page.setViewportSize({ width: WIDTHS[0], height: 900 });
  if (found.length) assert.fail(`${path}\n${found.join('\n')}`);
}

// Runs one test; what was thrown, or null.
export async function carryOut(entry) {
  const all = [];
  try {
    const t = await visitorOf(entry, all);
    await entry.act(t);
    assert.deepEqual(t.wrongs, []);
    return null;
  } catch (error) {
    for (const t of all) if (t === t.centre.looker) t.centre.looker = null;
    const name = `failed-${entry.name.replace(/[^a-z0-9]+/gi, '-')}`;
    for (const [i, t] of all.entries())
      await t.screenshot(i ? `${name}-${i}` : name).catch(() => {});
    return error;
  } finally {
    for (const t of all) if (t !== t.centre.looker) await t.context.close();
  }
}

export async function closeAll() {
  await browser?.close();
  const codes = [];
  for (const centre of centres.values()) codes.push(await centre.close());
  return codes;
}
