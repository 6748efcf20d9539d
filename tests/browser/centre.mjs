// A centre for the browser to visit: the program on a database of its own.

import { spawn, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeClock } from '../mail/clock.mjs';

const program = process.env.TSUNAGU ?? 'build/tsunagu';

const value = (text, name) => text.match(new RegExp(`^${name}: (.+)$`, 'm'))?.[1];

// The address is what the program prints once it listens; no guessing, no wait.
async function address(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('http://')) return line.trim();
  }
  throw new Error(`${program} serve ended before it listened`);
}

// The pack of Aomori, in which everybody has to give a second factor.
function strictPack(folder) {
  const pack = join(folder, 'pack');
  const settings = join(pack, 'settings.csv');
  const optional = /^second_factor,optional,/m;

  cpSync('packs/aomori', pack, { recursive: true });
  const text = readFileSync(settings, 'utf8');
  if (!optional.test(text)) throw new Error('settings.csv says nothing of second_factor');
  writeFileSync(settings, text.replace(optional, 'second_factor,required,'));
  return pack;
}

// What `tsunagu public` is to be called with, once there is a bundle.
function publish(folder, db) {
  const bundle = join(folder, 'public.db');
  const inbox = join(folder, 'inbox');

  execFileSync(program, ['bundle', bundle, '--db', db]);
  mkdirSync(inbox);
  return ['public', '--bundle', bundle, '--inbox', join(inbox, 'inbox.db')];
}

// how: 'demo' for a year of fictional life, 'month' for one more month of it and
// 'night' for one night, by a clock that setDay and setMinute put so far on,
// 'init' for an empty centre, 'strict' for one where nobody gets in with the
// password alone, 'public' for the public site over the bundle of 'demo', by
// such a clock, 'day' for 'demo' with the public site beside it, at `open`: what
// is published there goes out, and what is written there comes in; 'later' for
// the same by such a clock, 'tour' for 'day' again, of which nobody else changes
// anything.
export async function openCentre(how = 'demo') {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagu-browser-'));
  const db = `sqlite:${join(folder, 'centre.db')}`;
  const clock = ['month', 'night', 'public', 'later'].includes(how) ? makeClock(folder) : null;
  const both = ['day', 'later', 'tour'].includes(how);
  const words =
    how === 'strict'
      ? ['init', '--db', db, '--pack', strictPack(folder)]
      : [clock || both ? 'demo' : how, '--db', db];
  const said = execFileSync(program, words, { encoding: 'utf8' });
  const open = both || how === 'public' ? publish(folder, db) : null;
  const serve = how === 'public' ? open : ['serve', '--db', db];
  let child, ended, beside;
  if (both) {
    serve.push(...open.slice(1));
    beside = spawn(program, [...open, '--listen', '127.0.0.1:0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...clock?.env },
    });
  }
  const besideAt = beside && (await address(beside));
  const start = (listen) => {
    child = spawn(program, [...serve, '--listen', listen], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...clock?.env },
    });
    ended = new Promise((resolve) => {
      child.on('exit', resolve);
    });
    return address(child);
  };
  const url = await start('127.0.0.1:0');

  return {
    url,
    open: besideAt,
    db,
    folder,
    login: value(said, 'login'),
    password: value(said, 'password'),
    setDay: (n) => clock.set(n * 24 * 60),
    setMinute: (n) => clock.set(n),
    // Killed where it stands, and started again at the same address.
    async crash() {
      child.kill('SIGKILL');
      await ended;
      await start(new URL(url).host);
    },
    // The exit code, so that a test can ask that the end was an orderly one.
    async close() {
      beside?.kill('SIGTERM');
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
