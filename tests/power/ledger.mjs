// What was asked of a centre and what it said to that. An entry is one child:
// `id` once the centre has acknowledged it, `version` and `note` as it last
// acknowledged them, `open` what was asked and not answered, or with an error:
// that does not say that it was not done.

import { setTimeout as wait } from 'node:timers/promises';
import { NoAnswer } from './centre.mjs';
import { randomInt } from './chance.mjs';

const letters = '子あいうえおかきくけこさしすせそたちつてとなにぬねの0123456789';

function words(chance) {
  const length = randomInt(chance, 10) ? randomInt(chance, 200) : randomInt(chance, 3500);
  let text = '記';
  while (text.length < length) text += letters[randomInt(chance, letters.length)];
  return text;
}

export class Ledger {
  entries = [];
  acknowledged = 0;
  refused = 0;

  // Several connections write; resolves once `answers` more were acknowledged.
  // `written` does when all of them have ended: nobody answers any more.
  async writeAll(centre, chance, connections, answers) {
    const until = this.acknowledged + answers;
    let tell;
    const reached = new Promise((resolve) => {
      tell = resolve;
    });
    const each = () => {
      if (this.acknowledged >= until) tell();
      return false;
    };
    const written = Promise.all(
      Array.from({ length: connections }, () => this.write(centre, chance, each)),
    );
    await Promise.race([reached, written]);
    if (this.acknowledged < until)
      throw new Error(`it stopped by itself: ${centre.said.join(' | ')}`);
    return { written };
  }

  // One connection's writing, until the centre no longer answers or `enough`.
  // Every third child is changed after it was added.
  async write(centre, chance, enough) {
    while (!enough()) {
      const number = this.entries.length;
      const entry = { number, name: `架空 ${number}`, version: 0 };
      this.entries.push(entry);
      const changes = randomInt(chance, 3) ? 0 : 1 + randomInt(chance, 2);
      for (let i = 0; i <= changes && !enough(); i += 1) {
        if (!(await this.ask(centre, entry, words(chance)))) return;
        if (entry.open) await wait(100);
        if (!entry.id || entry.open) break;
      }
    }
  }

  // False when nobody answered: then nobody knows whether it was done.
  async ask(centre, entry, note) {
    const open = { note, key: `power-${entry.number}-${entry.version + 1}` };
    entry.open = open;
    try {
      const answer = await this.send(centre, entry);
      const done = answer.status === 201 || answer.status === 200;
      entry.open = undefined;
      if (done) this.note(entry, open, JSON.parse(answer.text));
      else this.refuse(entry, open, answer);
      return true;
    } catch (error) {
      if (error instanceof NoAnswer) return false;
      throw error;
    }
  }

  send(centre, entry) {
    const { note, key } = entry.open;
    return entry.id
      ? centre.ask('PUT', `/api/v1/children/${entry.id}`, { version: entry.version, note }, key)
      : centre.ask('POST', '/api/v1/children', { name: entry.name, note }, key);
  }

  note(entry, open, child) {
    entry.id = child.id;
    entry.version += 1;
    entry.note = open.note;
    this.acknowledged += 1;
  }

  refuse(entry, open, answer) {
    if (answer.status < 500) entry.surprise = answer.status;
    else entry.open = open;
    this.refused += 1;
    this.lastRefusal = answer;
  }

  // Everything the centre now has beside everything it ever acknowledged. What
  // was open is then asked again with its key, and must be there once.
  async check(centre, fault) {
    const found = await all(centre);
    const byName = new Map(found.map((child) => [child.name, child]));

    if (byName.size !== found.length) fault('half', 'a child is there twice');
    for (const entry of this.entries) {
      compare(entry, byName.get(entry.name), fault);
      byName.delete(entry.name);
    }
    for (const name of byName.keys()) fault('half', `${name} was never asked for`);
    for (const entry of this.entries.filter((e) => e.open)) await this.repeat(centre, entry, fault);
  }

  async repeat(centre, entry, fault) {
    const { open } = entry;
    const answer = await this.send(centre, entry);
    const path = answer.headers.location ?? `/api/v1/children/${entry.id}`;
    const shown = await centre.ask('GET', path);
    const child = shown.status === 200 ? JSON.parse(shown.text) : {};

    entry.open = undefined;
    if (![200, 201, 303].includes(answer.status))
      return fault('half', `${entry.name} asked again: ${answer.status}`);
    if (child.name !== entry.name || child.note !== open.note)
      return fault('half', `${entry.name} asked again is not what was asked`);
    if (child.version !== entry.version + 1)
      return fault('half', `${entry.name} asked again is version ${child.version}`);
    this.note(entry, open, child);
  }
}

function compare(entry, child, fault) {
  const { name, id, version, note, open, surprise } = entry;

  if (surprise) fault('wrong', `${name} was answered ${surprise}`);
  if (id && !child) return fault('lost', `${name} (${id}) is gone`);
  if (!child) return;
  if (!id && !open) return fault('half', `${name} was refused and is there`);
  if (id && child.id !== id) return fault('lost', `${name} has another id`);
  if (open && child.version === version + 1 && child.note === open.note) return;
  if (child.version < version)
    return fault('lost', `${name} is version ${child.version} of ${version}`);
  if (child.version !== version || child.note !== note)
    fault('half', `${name}, version ${version}, reads otherwise`);
}

async function all(centre) {
  const found = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await centre.ask('GET', `/api/v1/children?page=${page}`);
    if (answer.status !== 200) throw new Error(`the list of children answers ${answer.status}`);
    const list = JSON.parse(answer.text);
    pages = list.pages;
    found.push(...list.items);
  }
  return found;
}
