// What is asked of every page: no barrier that axe knows of, markup without an
// error, nothing that makes the page scroll sideways.

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

export async function findings(page, html) {
  return [...(await barriers(page)), ...(await markup(html)), ...(await overflow(page))];
}
