// node tests/mail/run.mjs [KILLS [POSTGRESQL]]: mail through a real mail server
// on the loopback: none is lost while it is down, none when the program is
// killed; what is refused is said. Ends in "N passed, N failed".

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checks } from '../keep/checks.mjs';
import { sql } from '../power/centre.mjs';
import { makeClock } from './clock.mjs';
import {
  different,
  freePort,
  makeCentre,
  open,
  startServer,
  stopServer,
  taken,
  until,
} from './town.mjs';

const kills = Number(process.argv[2] ?? 5);
const postgresql = process.argv[3];
const top = mkdtempSync(join(tmpdir(), 'tsunagu-mail-'));
const checks = new Checks();
const names = [];

function database(name) {
  mkdirSync(join(top, name), { mode: 0o700 });
  if (!postgresql) return `sqlite:${top}/${name}/centre.db`;
  const url = new URL(postgresql);
  names.push(`mail_${process.pid}_${name}`);
  sql(postgresql, `CREATE DATABASE ${names.at(-1)}`);
  url.pathname = `/${names.at(-1)}`;
  return url.href;
}

const number = (db, where) => Number(sql(db, `SELECT count(*) FROM mail WHERE ${where}`)[0]);
const all = (db) => number(db, 'sent_at IS NOT NULL') === number(db, '1 = 1');
const secrets = /example\.jp|pass word|確認のメール/;

async function downForAWhile() {
  const db = database('down');
  const box = join(top, 'down', 'box');
  const time = makeClock(join(top, 'down'));
  const password = makeCentre(db);
  const port = await freePort();
  const [centre, admin] = await open(db, password, time.env);

  await admin.server(port);
  await admin.reach('aoi@example.jp');
  await admin.queue(15);
  checks.check(
    'while it is down, the page says so',
    await until(async () => (await admin.outbox()).includes('メールサーバーにつながりません')),
  );
  // Ten minutes later it is still down; more comes.
  for (let minute = 1; minute <= 10; minute++) {
    time.set(minute * 1.1);
    await admin.queue(1);
  }
  checks.check('nothing is given up', number(db, 'given_up_at IS NULL') === 25);
  let server = await startServer(port, box);
  time.set(80);
  checks.check('all goes when it is back', await until(() => all(db)));
  checks.check('each once', taken(box).length === 25 && different(taken(box)) === 25);
  checks.check('to whom it was for', taken(box).every((mail) => mail.to === 'aoi@example.jp'));
  const left = 'mail_to IS NOT NULL OR body IS NOT NULL OR subject IS NOT NULL';
  checks.check('and nothing of it is kept', number(db, left) === 0);
  await stopServer(server);
  await admin.signIn();
  await admin.queue(3);
  await until(() => number(db, `reason LIKE 'server%'`) === 3);
  server = await startServer(port, box);
  time.set(82);
  checks.check('down again, and back', await until(() => different(taken(box)) === 28));
  checks.check('an orderly end', (await centre.end()) === 0);
  checks.check('the log names nobody', !centre.said.some((line) => secrets.test(line)));
  await stopServer(server);
}

// Whatever was taken by the program that died is taken up when its time is up.
async function killed() {
  const db = database('killed');
  const box = join(top, 'killed', 'box');
  const time = makeClock(join(top, 'killed'));
  const password = makeCentre(db);
  const port = await freePort();
  let [centre, admin] = await open(db, password, time.env);
  let server;
  let hits = 0;

  await admin.server(port);
  await admin.reach('aoi@example.jp');
  for (let i = 1; i <= kills; i++) {
    // What was queued for a server that is down goes all at once.
    await admin.queue(20);
    await until(() => number(db, `reason LIKE 'server%'`) === 20, 5);
    server = await startServer(port, box);
    const enough = taken(box).length + ((i * 7) % 19);
    time.set(i * 10);
    await until(() => taken(box).length >= enough, 10, 1);
    await centre.end('SIGKILL');
    hits += number(db, 'due_at IS NOT NULL') > 0;
    time.set(i * 10 + 4);
    [centre, admin] = await open(db, password, time.env);
    checks.check('killed, and none is left behind', await until(() => all(db)));
    await stopServer(server);
  }
  const mails = taken(box);
  checks.check(`all ${20 * kills} came`, different(mails) === 20 * kills);
  checks.check('a kill repeats one at most', mails.length <= different(mails) + kills);
  checks.check('some kills hit', hits > 0);
  console.log(`${hits} of ${kills} kills hit, ${mails.length - different(mails)} came twice`);
  await centre.end();
}

async function refused() {
  const db = database('refused');
  const box = join(top, 'refused', 'box');
  const password = makeCentre(db);
  const port = await freePort();
  const server = await startServer(port, box);
  const [centre, admin] = await open(db, password);

  await admin.server(port);
  await admin.reach('refused@example.jp');
  await admin.queue(1);
  const page = async () => (await admin.outbox()).replace(/<[^>]*>/g, '');
  const shown = async () => (await page()).includes('受けつけられませんでした');
  checks.check('what is refused is given up and shown', await until(shown));
  checks.check('with the number', (await page()).includes('（応答 550）'));
  checks.check('without the address', !(await page()).includes('example.jp'));
  await admin.reach('sora@example.jp');
  const [id] = sql(db, 'SELECT id FROM mail');
  await admin.post(`/outbox/${id}/retry`);
  checks.check('mended, it is sent again', await until(() => taken(box).length === 1));
  for (const address of [
    'aoi@example.jp\r\nRCPT TO:<eve@example.jp>',
    'aoi@example.jp>\nBcc: eve@example.jp',
    'aoi@example.jp,eve@example.jp',
    '<eve@example.jp>',
  ]) {
    const { status } = await admin.reach(address);
    checks.check(`${JSON.stringify(address)} is no address`, status === 422);
  }
  await admin.queue(1);
  await until(() => taken(box).length === 2);
  checks.check('nobody else is written to', taken(box).every((m) => m.to === 'sora@example.jp'));
  checks.check('as nobody else', !taken(box).some((mail) => mail.text.includes('eve')));
  await centre.end();
  await stopServer(server);
}

function certificate(folder) {
  mkdirSync(folder);
  const [cert, key] = ['cert', 'key'].map((name) => join(folder, `${name}.pem`));
  const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2
    -subj /CN=localhost -addext subjectAltName=DNS:localhost -out ${cert} -keyout ${key}`;
  execFileSync('openssl', made.split(/\s+/), { stdio: 'ignore' });
  return [cert, key];
}

async function inSecret() {
  const db = database('secret');
  const box = join(top, 'secret', 'box');
  const [cert, key] = certificate(join(top, 'secret', 'tls'));
  const password = makeCentre(db);
  const port = await freePort();
  const server = await startServer(port, box, cert, key, 'centre', 'pass word 1');
  const how = { smtp_security: 'starttls', smtp_user: 'centre' };
  let [centre, admin] = await open(db, password);

  await admin.server(port, { ...how, smtp_password: 'pass word 1' });
  await admin.reach('aoi@example.jp');
  await admin.queue(1);
  const reason = (text) => until(async () => (await admin.outbox()).includes(text));
  checks.check('a certificate of nobody is not trusted', await reason('証明書'));
  await centre.end();
  [centre, admin] = await open(db, password, { SSL_CERT_FILE: cert });
  const [id] = sql(db, 'SELECT id FROM mail');
  await admin.post(`/outbox/${id}/retry`);
  checks.check('one that is named is', await until(() => taken(box).length === 1));
  await admin.server(port, { ...how, smtp_password: 'pass word 2' });
  await admin.queue(1);
  checks.check('a wrong password is said', await reason('ユーザー名かパスワード'));
  checks.check('with the number', (await admin.outbox()).includes('（応答 535）'));
  checks.check('and nothing came', taken(box).length === 1);
  checks.check('the log has no password', !centre.said.some((line) => secrets.test(line)));
  checks.check('nor the database', !/pass word/.test(sql(db, 'SELECT value FROM secret').join()));
  await centre.end();
  await stopServer(server);
}

async function twoServers() {
  const db = database('two');
  const box = join(top, 'two', 'box');
  const password = makeCentre(db);
  const port = await freePort();
  const [first, admin] = await open(db, password);
  const [second] = await open(db, password);

  await admin.server(port);
  await admin.reach('aoi@example.jp');
  await admin.queue(40);
  const server = await startServer(port, box);
  sql(db, `UPDATE mail SET due_at = queued_at WHERE reason IS NOT NULL`);
  checks.check('two servers, all sent', await until(() => all(db), 90));
  checks.check('each once', taken(box).length === 40 && different(taken(box)) === 40);
  await first.end();
  await second.end();
  await stopServer(server);
}

try {
  for (const part of [downForAWhile, killed, refused, inSecret, twoServers]) {
    if (part === twoServers && !postgresql) continue;
    const began = performance.now();
    await part();
    console.log(`${part.name}: ${Math.round((performance.now() - began) / 1000)} s`);
  }
} finally {
  rmSync(top, { recursive: true, force: true });
  for (const name of names) sql(postgresql, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
checks.end();
