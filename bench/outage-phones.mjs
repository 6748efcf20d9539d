// 200 phones that ask for a list every 30 s, each in its own time, and somebody
// who writes down an answer every two seconds, so that the list keeps changing.

import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const { AT, LIST, CSRF, COOKIE, CHILDREN, SECONDS_LONG } = process.env;
const PHONES = 200;
const EVERY = 30000;
const children = CHILDREN.trim().split(' ');
const end = Date.now() + Number(SECONDS_LONG) * 1000;
const times = [];
let fresh = 0;

// The server lets go of a line that was silent for as long as a phone waits.
const agent = new Agent({ keepAlive: false });
const ask = (method, path, headers, body) =>
  new Promise((resolve, reject) => {
    const asked = request(AT + path, { method, agent, headers: { cookie: COOKIE, ...headers } });
    asked.on('response', (answer) => answer.resume().on('end', () => resolve(answer)));
    asked.on('error', reject);
    asked.end(body);
  });

async function phone() {
  let tag = '""';
  await wait(Math.random() * EVERY);
  while (Date.now() < end) {
    const began = performance.now();
    const answer = await ask('GET', `${LIST}/rows`, { 'if-none-match': tag });
    times.push(performance.now() - began);
    if (![200, 304].includes(answer.statusCode)) throw new Error(`${answer.statusCode}`);
    if (answer.statusCode === 200) fresh += 1;
    tag = answer.headers.etag;
    await wait(EVERY);
  }
}

async function write() {
  for (let i = 0; Date.now() < end; i += 1) {
    const child = children[i % children.length];
    await ask(
      'POST',
      `/children/${child}/outage/status`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      String(new URLSearchParams({ csrf: CSRF, once: `phones-${i}`, status: 'absent' })),
    );
    await wait(2000);
  }
}

await Promise.all([write(), ...Array.from({ length: PHONES }, phone)]);
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor((times.length - 1) * share)].toFixed(0);
console.log(
  `| 200 phones, every 30 s: p99 of ${times.length} | ${at(0.99)} ms |` +
    ` middle ${at(0.5)} ms, ${fresh} of the lists changed | ≤ 200 ms |`,
);
