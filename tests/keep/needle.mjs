// A text that stands nowhere else, in the forms in which it could lie about.

import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

// Of base64, what stays the same whatever stands before and after.
function base64(bytes, shift) {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return text.slice(Math.ceil((shift * 4) / 3), Math.floor(((bytes.length + shift) * 8) / 6) - 1);
}

export function formsOf({ latin, japanese }) {
  const bytes = Buffer.from(latin);
  return [
    bytes,
    Buffer.from(latin.toUpperCase()),
    Buffer.from(latin, 'utf16le'),
    Buffer.from(latin, 'utf16le').swap16(),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...[0, 1, 2].map((shift) => Buffer.from(base64(bytes, shift))),
    Buffer.from(japanese),
    Buffer.from(japanese, 'utf16le'),
    Buffer.from(encodeURIComponent(japanese)),
  ];
}

// Whether one of the forms is in the file, read piece by piece.
export function isIn(path, forms) {
  const overlap = Math.max(...forms.map((form) => form.length));
  const piece = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let at = 0; ; at += piece.length - overlap) {
      const n = readSync(file, piece, 0, piece.length, at);
      const bytes = piece.subarray(0, n);
      if (forms.some((form) => bytes.includes(form))) return true;
      if (n < piece.length) return false;
    }
  } finally {
    closeSync(file);
  }
}

// The files below that one of the forms is in, and how many were looked at.
export function searched(folder, forms, since = 0) {
  const found = [];
  let files = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!existsSync(path) || !statSync(path).isFile() || statSync(path).mtimeMs < since) continue;
    files += 1;
    if (isIn(path, forms)) found.push(path);
  }
  return { found, files };
}
