// A paper scanned into the program, by keys but for the window that picks the
// file; and what is no paper.

import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import { test } from './lib.mjs';

// As gzip writes it behind what it packs; Debian's node has no other.
function crc32(bytes) {
  const packed = gzipSync(bytes);

  return packed.readUInt32LE(packed.length - 8);
}

function chunk(name, data) {
  const b = Buffer.alloc(12 + data.length);
  b.writeUInt32BE(data.length);
  b.write(name, 4, 'latin1');
  data.copy(b, 8);
  b.writeUInt32BE(crc32(b.subarray(4, 8 + data.length)), 8 + data.length);
  return b;
}

// Sixteen grey pixels a side.
function picture() {
  const head = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 0, 0, 0, 0]);
  const rows = Buffer.alloc(17 * 16, 120);
  for (let y = 0; y < 16; y += 1) rows[17 * y] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// Of the first child in the list.
async function child(t) {
  await t.visit('/children');
  const link = t.page.locator('main tbody a[href^="/children/"]').first();
  return link.getAttribute('href');
}

async function add(t, of, name, buffer) {
  await t.visit(`/attachments/new?child=${of.split('/').pop()}`);
  await t.page.setInputFiles('#f-file', { name, mimeType: 'image/png', buffer });
  await t.tabTo('#f-title');
  await t.page.keyboard.type('見本の写真');
  await t.tabTo('input[name=classes][value=identity]');
  await t.page.keyboard.press('Space');
  await t.tabTo('main form button[type=submit]');
  await t.page.keyboard.press('Enter');
}

test('a picture is added by keys, seen, saved and taken out', async (t) => {
  const of = await child(t);
  await add(t, of, 'a.png', picture());
  await t.page.waitForSelector('[role=status]:has-text("記録しました")');
  const image = t.page.locator('.picture img');
  assert.equal(await image.evaluate((i) => i.naturalWidth), 16);
  await t.check('attachment-one');
  const [saved] = await Promise.all([
    t.page.waitForEvent('download'),
    t.page.click('a[download]'),
  ]);
  assert.equal(saved.suggestedFilename(), '見本の写真.png');
  await t.page.click('summary');
  await t.page.fill('#f-removed_why', 'まちがえた');
  await t.page.click('main form button[type=submit]');
  await t.page.waitForSelector('.notice--warn:has-text("外しました")');
  await t.look(`${of}/attachments`, { name: 'attachments' });
});

test('a page in the clothes of a picture stays out, and the form says so', async (t) => {
  const of = await child(t);
  await add(t, of, 'a.png', Buffer.from('<!doctype html><script>alert(1)</script>'));
  await t.page.waitForSelector('[data-errors]');
  assert.equal(await t.page.inputValue('#f-title'), '見本の写真');
  assert.ok(await t.page.isChecked('input[name=classes][value=identity]'));
  await t.check('attachment-refused');
});
