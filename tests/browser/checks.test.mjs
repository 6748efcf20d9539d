// The checks themselves: each must see what it is there to see.

import assert from 'node:assert/strict';
import { seen } from './checks.mjs';
import { test } from './lib.mjs';

const spoilt = async (t, spoil) => {
  await t.visit('/account');
  await t.page.evaluate(spoil);
  return (await seen(t.page)).join('\n');
};

test('a control that Tab misses is found', async (t) => {
  const found = await spoilt(t, () => {
    document.querySelector('main button').tabIndex = -1;
  });
  assert.match(found, /^keyboard: Tab does not reach <button/m);
});

test('a focus that cannot be seen is found', async (t) => {
  const found = await spoilt(t, () => {
    const input = document.querySelector('main input:not([type=hidden])');
    input.style.setProperty('outline', 'none', 'important');
    input.style.setProperty('box-shadow', 'none', 'important');
  });
  assert.match(found, /^keyboard: the focus is not seen on <input/m);
});

test('a page that scrolls sideways is found', async (t) => {
  const found = await spoilt(t, () => {
    document.querySelector('h1').style.width = '3000px';
  });
  assert.match(found, /^overflow: /m);
});

test('a field without a label is found', async (t) => {
  const found = await spoilt(t, () => {
    document.querySelector('main label').remove();
  });
  assert.match(found, /^axe label: /m);
});
