// node tests/hardening/public.mjs: the public site has the bundle and the inbox
// and no way to anything else; bundles come and go under load without a failed
// request. Ends in "N passed, N failed".

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync,
  renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Checks } from '../keep/checks.mjs';
import { program } from '../power/centre.mjs';

const checks = new Checks();
const top = mkdtempSync(join(tmpdir(), 'tsunagu-public-'));
const place = (...names) => join(top, ...names);
for (const name of ['staff', 'bundle', 'inbox', 'outside']) mkdirSync(place(name));
const db = `sqlite:${place('staff', 'centre.db')}`;
const bundle = place('bundle', 'public.db');

function start() {
  const child = spawn(program, ['public', '--bundle', bundle, '--inbox',
    place('inbox', 'inbox.db'), '--listen', '127.0.0.1:0'],
  { stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  child.stderr.on('data', (part) => { child.said += part; });
  child.ended = new Promise((end) => { child.on('exit', end); });
  return child;
}

async function listening(child) {
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('http://')) return line.trim();
  throw new Error('it ended before it listened');
}

function openFiles(pid) {
  return readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
}

const status = async (url) => (await fetch(url)).status;

// Some read while bundles take one another's place.
async function swap(url) {
  const met = [];
  let working = true;
  const readers = Array.from({ length: 4 }, async () => {
    for (let i = 0; working; i += 1)
      met.push(await status(`${url}/services?page=${i % 5}`).catch(String));
  });
  for (let i = 0; i < 10; i += 1) {
    copyFileSync(place('outside', 'public.db'), `${bundle}.new`);
    renameSync(`${bundle}.new`, bundle);
    met.push(await status(`${url}/vacancies`));
  }
  working = false;
  await Promise.all(readers);
  checks.check(`ten bundles, ${met.length} requests, none failed`,
    met.length > 10 && met.every((s) => s === 200));
}

async function main() {
  execFileSync(program, ['demo', '--db', db], { stdio: 'ignore' });
  for (const file of [bundle, place('outside', 'public.db')])
    execFileSync(program, ['bundle', file, '--db', db], { stdio: 'ignore' });
  const child = start();
  const url = await listening(child);
  const state = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  checks.check('it is shut in', /^Seccomp:\s*2$/m.test(state) && /^NoNewPrivs:\s*1$/m.test(state));
  checks.check('it answers', (await status(`${url}/services`)) === 200);
  const mine = openFiles(child.pid).filter((name) => name.startsWith(top));
  checks.check('of files it has only the inbox open',
    mine.length > 0 && mine.every((name) => name.startsWith(place('inbox'))));
  await swap(url);

  const shown = () => (child.said.match(/showing the bundle/g) ?? []).length;
  const before = shown();
  symlinkSync(place('outside', 'public.db'), `${bundle}.new`);
  renameSync(`${bundle}.new`, bundle);
  checks.check('what lies outside its folders it cannot read',
    (await status(`${url}/map`)) === 200 && shown() === before);
  writeFileSync(`${bundle}.new`, 'no bundle');
  renameSync(`${bundle}.new`, bundle);
  checks.check('what is no bundle changes nothing', (await status(`${url}/map`)) === 200);
  const second = start();
  checks.check('and nothing starts with it', (await second.ended) === 1);
  child.kill('SIGTERM');
  checks.check('it ends in order', (await child.ended) === 0);
}

try {
  await main();
} catch (error) {
  checks.check(String(error.stack ?? error), false);
}
rmSync(top, { recursive: true, force: true });
checks.end();
