// Who answers a survey, without a browser: a person with a link, a clerk with a
// stack of papers, somebody with Excel. Each sends the forms the pages show.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cookiesOf } from '../keep/visitor.mjs';

const plain = (text) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const said = (tag, name) => plain(tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '');

// The form of a page as a browser would send it: where to, and its fields.
export function formIn(html, action = '') {
  const main = html.slice(html.indexOf('<main'));
  const form = [...main.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => said(text, 'action').includes(action));
  assert.ok(form, `a form for ${action}`);
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const off = /type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag);
    if (!off) fields.append(said(tag, 'name'), said(tag, 'value'));
  }
  for (const [, tag, text] of form.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g))
    fields.append(said(tag, 'name'), plain(text));
  return { action: said(form, 'action'), fields, text: form };
}

// What is said where the directory knows nothing.
const UNKNOWN = '10';

// Values go where the page asks for them; what it does not ask is left.
function put({ fields, text }, values) {
  if (fields.get('a-places') === '') fields.set('a-places', UNKNOWN);
  for (const [code, value] of Object.entries(values))
    if (text.includes(` name="a-${code}"`)) fields.set(`a-${code}`, value);
  return fields;
}

// A browser of somebody without an account, as far as it matters.
class Guest {
  constructor(url) {
    this.url = url;
    this.cookie = '';
  }

  async ask(path, body) {
    const answer = await fetch(this.url + path, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: this.cookie },
      body,
    });
    const cookies = cookiesOf(answer).map((pair) => pair.join('='));
    if (cookies.length) this.cookie = cookies.join('; ');
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() };
  }

  async send({ action, fields }) {
    const { status, to, html } = await this.ask(action, fields);
    assert.equal(status, 303, `${action}: ${html.match(/data-errors[\s\S]*?<\/div>/)?.[0]}`);
    return to;
  }
}

// From the link to the last page, section by section.
export async function answerByLink(url, link, values) {
  const guest = new Guest(url);
  let to = await guest.send(formIn((await guest.ask(link)).html, '/link'));
  do {
    const form = formIn((await guest.ask(to)).html, '/links/survey');
    put(form, values);
    to = await guest.send(form);
  } while (to.includes('part='));
}

// The centre's own posts, in the session of the browser.
export class Clerk {
  constructor(t) {
    this.t = t;
    this.sent = 0;
  }

  async get(path) {
    const answer = await this.t.context.request.get(this.t.centre.url + path);
    assert.equal(answer.status(), 200, path);
    return answer;
  }

  async post(path, form, status = 303) {
    this.page ??= await (await this.get('/account')).text();
    const [, csrf] = this.page.match(/name="csrf" value="([^"]+)"/);
    this.sent += 1;
    const answer = await this.t.context.request.post(this.t.centre.url + path, {
      form: { csrf, once: `survey-${process.pid}-${this.sent}`, ...form },
      maxRedirects: 0,
    });
    assert.equal(answer.status(), status, path);
    return answer;
  }

  // A link for one recipient, as the page shows it once.
  async link(recipient) {
    const page = await (await this.post(`/survey-recipients/${recipient}/link`, {}, 200)).text();
    return page.match(/<code class="secret">[^<]*(\/link\/[^<]+)<\/code>/)[1];
  }

  // A paper that says what the directory knows.
  async paper(recipient) {
    const at = `/survey-recipients/${recipient}/answers`;
    const known = (await (await this.get(at)).text()).match(/いまの台帳：(\d+)</);
    await this.post(at, { 'a-places': known?.[1] ?? UNKNOWN, channel: 'paper' });
  }

  // The form of one recipient, filled in: a workbook, or CSV with its columns
  // the other way round.
  async file(recipient, values, kind) {
    const from = `${this.t.centre.folder}/${recipient}`;
    const at = `/survey-recipients/${recipient}/form`;
    const csv = await (await this.get(`${at}.csv`)).text();
    if (/^places,.*,$/m.test(csv.replaceAll('\r', ''))) values = { places: UNKNOWN, ...values };
    if (kind === 'csv') return turned(csv, values);
    const form = await (await this.get(`${at}.xlsx`)).body();
    writeFileSync(`${from}.xlsx`, form);
    execFileSync('/usr/bin/python3', [
      new URL('form_fill.py', import.meta.url).pathname,
      `${from}.xlsx`,
      `${from}-back.xlsx`,
      ...Object.entries(values).map(([code, value]) => `${code}=${value}`),
    ]);
    return readFileSync(`${from}-back.xlsx`);
  }
}

function turned(csv, values) {
  const lines = csv
    .replace('﻿', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
    .map(([code, asks, how, value]) => [values[code] ?? value, how, asks, code]);
  return Buffer.from(`﻿${lines.map((line) => line.join(',')).join('\r\n')}\r\n`);
}
