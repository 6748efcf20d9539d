// Filling in forms without a mouse: each way ends where the next Tab goes on.

import assert from 'node:assert/strict';

export async function type(t, css, text) {
  await t.tabTo(css);
  await t.page.keyboard.press('Control+a');
  await t.page.keyboard.type(text);
}

// The option of a list whose label holds `label`.
export async function choose(t, css, label) {
  await t.tabTo(css);
  const shown = () =>
    t.page.evaluate((c) => document.querySelector(c).selectedOptions[0].textContent, css);
  for (let now = await shown(); !now.includes(label); ) {
    const before = now;
    await t.page.keyboard.press('ArrowDown');
    now = await shown();
    assert.notEqual(now, before, `${css} has no ${label}`);
  }
}

export async function tick(t, css) {
  await t.tabTo(css);
  await t.page.keyboard.press('Space');
  assert.ok(await t.page.isChecked(css), `${css} is ticked`);
}

// Goes to a button or link and presses Enter; the next page is there then.
export async function press(t, css) {
  await t.tabTo(css);
  const there = t.page.waitForEvent('load');
  await t.page.keyboard.press('Enter');
  await there;
}

// The radio button of that value, by arrows.
export async function pick(t, name, value) {
  const now = () => t.page.evaluate(() => document.activeElement.value);

  await t.tabTo(`[name=${name}]`);
  await t.page.keyboard.press('Space');
  for (let i = 0; i < 10 && (await now()) !== value; i += 1)
    await t.page.keyboard.press('ArrowDown');
  assert.ok(await t.page.isChecked(`[name=${name}][value=${value}]`), `${name} is ${value}`);
}
