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
  await page.evaluate(axe.source);
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

async function markup(html) {
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
  // Where a script had put the focus, Tab would go on from there.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  return window.wanted.length;
}

function meetFocused() {
  const e = document.activeElement;
  if (!e || e === document.body) return false;
  const style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  window.met.push({ e, ring });
  return true;
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

// From the top to the end of the page by Tab, as without a mouse.
async function missedByTab(page) {
  const n = await page.evaluate(rememberControls);
  for (let i = 0; i < n + 20; i += 1) {
    await page.keyboard.press('Tab');
    if (!(await page.evaluate(meetFocused)) && i > 0) break;
  }
  return page.evaluate(tellMissed);
}

export async function findings(page, html) {
  return [
    ...(await barriers(page)),
    ...(await markup(html)),
    ...(await overflow(page)),
    ...(await missedByTab(page)),
  ];
}
