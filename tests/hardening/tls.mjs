// The program speaks TLS by itself: what browsers of today speak and nothing
// older, and from within the sandbox. Ends in "N passed, N failed".

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import tls from 'node:tls';

const program = process.env.TSUNAGU ?? 'build/tsunagu';
const folder = mkdtempSync(join(tmpdir(), 'tsunagu-tls-'));
const db = `sqlite:${join(folder, 'centre.db')}`;
const [cert, key] = ['cert', 'key'].map((name) => join(folder, `${name}.pem`));
const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2
  -subj /CN=localhost -addext subjectAltName=DNS:localhost -out ${cert} -keyout ${key}`;
execFileSync('openssl', made.split(/\s+/), { stdio: 'ignore' });
execFileSync(program, ['demo', '--db', db]);

const serve = (...more) =>
  spawn(program, ['serve', '--db', db, '--listen', '127.0.0.1:0', ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const ended = (child) => new Promise((end) => { child.on('exit', end); });

async function address(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('https://')) return new URL(line.trim());
  }
  throw new Error('the server ended before it listened');
}

const child = serve('--cert', cert, '--key', key);
const end = ended(child);
const { port } = await address(child);
const trusted = { host: '127.0.0.1', port, servername: 'localhost', ca: readFileSync(cert) };

const ask = (options) =>
  new Promise((done) => {
    https
      .get({ ...trusted, path: '/sign-in', ...options }, (answer) => {
        answer.resume();
        answer.on('end', () => done(answer));
      })
      .on('error', (error) => done({ error: String(error) }));
  });

// What a handshake of this kind ends in: the version, or null when refused.
const shake = (options) =>
  new Promise((done) => {
    const socket = tls.connect({ ...trusted, ...options }, () => {
      done(socket.getProtocol());
      socket.destroy();
    });
    socket.on('error', () => done(null));
  });
const only = (version) => ({ minVersion: version, maxVersion: version });
const old = 'DEFAULT@SECLEVEL=0';

const answer = await ask({});
const many = await Promise.all(Array.from({ length: 50 }, () => ask({})));
const results = [
  ['a page comes by https', answer.statusCode === 200],
  ['browsers are told to stay with https', /max-age=\d{8}/.test(
    answer.headers?.['strict-transport-security'])],
  ['so does everybody at once', many.every((one) => one.statusCode === 200)],
  ['TLS 1.3', (await shake(only('TLSv1.3'))) === 'TLSv1.3'],
  ['TLS 1.2', (await shake(only('TLSv1.2'))) === 'TLSv1.2'],
  ['no TLS 1.1', (await shake({ ...only('TLSv1.1'), ciphers: old })) === null],
  ['no TLS 1.0', (await shake({ ...only('TLSv1'), ciphers: old })) === null],
  ['no ciphers of before', (await shake({
    ...only('TLSv1.2'), ciphers: 'ECDHE-ECDSA-AES128-SHA256:AES128-SHA@SECLEVEL=0' })) === null],
];
child.kill('SIGTERM');
results.push(['an orderly end', (await end) === 0]);
results.push(['no certificate without its key', (await ended(serve('--cert', cert))) === 2]);
results.push(['no key that is none', (await ended(serve('--cert', cert, '--key', cert))) === 1]);
rmSync(folder, { recursive: true, force: true });

for (const [says, holds] of results) console.log(`${holds ? 'ok' : 'not ok'} ${says}`);
const failed = results.filter(([, holds]) => !holds).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
