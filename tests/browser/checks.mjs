// What is asked of every page: no barrier that axe knows of, markup without an
// error, nothing that makes the page scroll sideways, nothing that Tab misses.

import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'require-sri': ['error', { target: 'crossorigin' }],
    // About the looks of the source, which nobody sees but the templates.
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Boxes of one question share a name, and a hidden empty value beside them
    // says that the question was asked though no box is ticked.
    'form-dup-name': 'off',
    // Only a picture that sends the form tells where it was pressed.
    'prefer-button': ['error', { exclude: ['image'] }],
    // A telephone number is one word in Japanese print as well, but typed text
    // is shown as it was typed.
    'tel-non-breaking': 'off',
  },
});

async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const result = await page.evaluate(
    (values) =>
      window.axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      }),
    rules,
  );
  return result.violations.flatMap((v) =>
    v.nodes.map((n) => `axe ${v.id}: ${v.help}: ${n.html.slice(0, 160)}`),
  );
}

// What is wrong with its text, whatever the width.
export async function markup(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((r) =>
    r.messages.map(
      (m) =>
        `html-validate ${m.ruleId}: line ${m.line}: ${m.message}: ` +
        `${html.split('\n')[m.line - 1]?.trim().slice(0, 120)}`,
    ),
  );
}

async function overflow(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > room + 1)
      .map((e) => e.outerHTML.slice(0, 100))
      .slice(0, 3);
    return [`overflow: ${document.documentElement.scrollWidth} > ${room}: ${wide.join(' | ')}`];
  });
}

// All that a mouse could use, but of radio buttons with one name only one; the
// page remembers them as window.wanted, and what Tab has met as window.met.
function rememberControls() {
  const seen = new Set();
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled;
  const once = (e) => {
    if (e.type !== 'radio') return true;
    const key = `${[...document.forms].indexOf(e.form)} ${e.name}`;
    return !seen.has(key) && seen.add(key);
  };
  const all = ['a[href]', 'button', 'input:not([type=hidden])', 'select', 'textarea', 'summary'];
  all.push('[tabindex="0"]');
  window.wanted = [...document.querySelectorAll(all.join())].filter((e) => shown(e) && once(e));
  window.met = [];
  window.meet ??= document.addEventListener('focusin', ({ target }) => {
    const style = getComputedStyle(target);
    const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    window.met.push({ e: target, ring });
  }) ?? true;
  // Where a script had put the focus, Tab would go on from there.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  return window.wanted.length;
}

function tellMissed() {
  const is = (a, b) => a === b || (a.type === 'radio' && a.form === b.form && a.name === b.name);
  const text = (e) => e.outerHTML.slice(0, 120);
  return [
    ...window.wanted
      .filter((e) => !window.met.some((m) => is(m.e, e)))
      .map((e) => `keyboard: Tab does not reach ${text(e)}`),
    ...window.met
      .filter((m) => !m.ring)
      .map((m) => `keyboard: the focus is not seen on ${text(m.e)}`),
  ];
}

// From the top to the end of the page by Tab, as without a mouse. A date has
// three parts and a video several, each a stop of its own: go on to the end.
async function missedByTab(page) {
  const n = await page.evaluate(rememberControls);
  for (let left = n + 20; left > 0; left -= 20) {
    await Promise.all(Array.from({ length: 20 }, () => page.keyboard.press('Tab')));
    if (!(await page.evaluate(() => document.activeElement !== document.body))) break;
  }
  const missed = await page.evaluate(tellMissed);
  await page.evaluate(() => document.activeElement?.blur());
  return missed;
}

// What is of no use on paper: the way through the site and what is pressed.
export async function printed(page) {
  await page.emulateMedia({ media: 'print' });
  const left = await page.evaluate(() =>
    [...document.querySelectorAll('body > header, .skip, .crumb, .pager, .btn')]
      .filter((e) => e.checkVisibility() && e.getClientRects().length)
      .map((e) => `print: ${e.outerHTML.slice(0, 100)} is on the paper`),
  );
  await page.emulateMedia({ media: null });
  return left;
}

// What is wrong with the page as it stands, at the width it has now.
export async function seen(page) {
  return [
    ...(await barriers(page)),
    ...(await overflow(page)),
    ...(await missedByTab(page)),
  ];
}
