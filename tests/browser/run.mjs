// node tests/browser/run.mjs [SUBSTRING] [FILES]: runs what is in the *.test.mjs
// beside it, or in those that the expression FILES names, and ends in those that
// took longest and "N passed, N failed".

import { readdirSync } from 'node:fs';
import { carryOut, closeAll, tests } from './lib.mjs';

const here = new URL('.', import.meta.url);
const wanted = process.argv[2] ?? '';
const files = new RegExp(process.argv[3] ?? '');

for (const file of readdirSync(here)
  .filter((f) => f.endsWith('.test.mjs') && files.test(f))
  .sort()) {
  await import(new URL(file, here));
}

let passed = 0;
let failed = 0;
for (const entry of tests.filter((t) => t.name.includes(wanted))) {
  const began = performance.now();
  const error = await carryOut(entry);
  entry.took = performance.now() - began;
  console.log(`${error ? 'not ok' : 'ok'} ${entry.name}`);
  if (error) console.log(String(error.stack ?? error).replace(/^/gm, '    '));
  if (error) failed += 1;
  else passed += 1;
}
for (const t of [...tests].sort((a, b) => (b.took ?? 0) - (a.took ?? 0)).slice(0, 20))
  if (t.took) console.log(`slow ${Math.round(t.took)} ms ${t.name}`);
// A server that does not end in order has failed as a test of its own.
for (const code of await closeAll()) {
  if (code === 0) continue;
  console.log(`not ok the server ended with ${code}`);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
