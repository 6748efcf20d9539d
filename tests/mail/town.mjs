// A demo centre whose administrator uses its pages, and a mail server beside it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { cookiesOf } from '../keep/visitor.mjs';
import { launch, live, program, keysOf } from '../power/centre.mjs';

// The password of its administrator.
export function makeCentre(db) {
  mkdirSync(keysOf(db), { recursive: true, mode: 0o700 });
  const words = ['demo', '--db', db, '--keys', keysOf(db)];
  return execFileSync(program, words, { encoding: 'utf8' }).match(/password: (\S+)/)[1];
}

export async function freePort() {
  const server = net.createServer();
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address();
  await new Promise((done) => {
    server.close(done);
  });
  return port;
}

// A browser as far as it matters: a cookie, the key in the page, forms.
export class Administrator {
  constructor(centre, password) {
    Object.assign(this, { centre, password, cookie: '', keys: 0 });
  }

  async ask(method, path, form) {
    const answer = await fetch((await this.centre.listening) + path, {
      method,
      redirect: 'manual',
      headers: { cookie: this.cookie },
      body: form && new URLSearchParams(form),
    });
    const cookies = cookiesOf(answer).map((pair) => pair.join('='));
    if (cookies.length) this.cookie = cookies.join('; ');
    return { status: answer.status, text: await answer.text() };
  }

  async signIn(login = 'admin') {
    const form = { login, password: this.password };
    const { status } = await this.ask('POST', '/sign-in', form);
    if (status !== 303) throw new Error(`signing in is answered with ${status}`);
    const { text } = await this.ask('GET', '/account');
    this.csrf = text.match(/name="csrf" value="([^"]+)"/)[1];
    return this;
  }

  post(path, form = {}) {
    this.keys += 1;
    const once = `mail-${process.pid}-${this.keys}-${Math.random()}`;
    return this.ask('POST', path, { csrf: this.csrf, once, ...form });
  }

  reach(mail) {
    return this.post('/account/mail', { mail, notices: '1' });
  }

  server(port, more = {}) {
    return this.post('/settings/mail', {
      smtp_host: 'localhost',
      smtp_port: String(port),
      smtp_security: 'plain',
      smtp_user: '',
      smtp_password: '',
      smtp_from: 'centre@centre.example',
      base_url: 'https://centre.example',
      ...more,
    });
  }

  async queue(n) {
    for (let i = 0; i < n; i++) {
      const { status } = await this.post('/settings/mail/trial');
      if (status !== 303) throw new Error(`a trial mail is answered with ${status}`);
    }
  }

  async outbox() {
    return (await this.ask('GET', '/outbox')).text;
  }
}

export async function open(db, password, env) {
  const centre = launch(db, env);
  if (!(await centre.listening)) throw new Error(`it does not start: ${centre.said.join(' | ')}`);
  return [centre, await new Administrator(centre, password).signIn()];
}

export async function startServer(port, folder, ...more) {
  mkdirSync(folder, { recursive: true });
  const script = new URL('server.py', import.meta.url).pathname;
  const child = live(
    spawn('/usr/bin/python3', [script, String(port), folder, ...more], {
      stdio: ['pipe', 'pipe', 'ignore'],
    }),
  );
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready')) return child;
  }
  throw new Error('the mail server ended before it listened');
}

export async function stopServer(child) {
  const ended = new Promise((done) => {
    child.on('exit', done);
  });
  child.kill('SIGKILL');
  await ended;
}

// What it has taken: each mail with its Message-ID, recipient, and whole text.
export function taken(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const [, id] = text.match(/^Message-ID: <(.*)>\r$/m);
      const [, to] = text.match(/^X-To: \['(.*)'\]\r$/m);
      return { id, to, text };
    });
}

export const different = (mails) => new Set(mails.map((mail) => mail.id)).size;

// Until it holds, or for so many seconds; whether it held.
export async function until(holds, seconds = 20, pause = 50) {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (await holds()) return true;
    await wait(pause);
  }
  return false;
}
