// ask.mjs URL: twelve people who sign in, write and look until standard input
// ends; half of them open a connection for each. Prints what they met as JSON.

import http from 'node:http';
import https from 'node:https';

const url = new URL(process.argv[2]);
const { Agent, request } = url.protocol === 'https:' ? https : http;
const met = { asked: 0, failed: [] };
let working = true;

function ask(agent, method, path, body) {
  return new Promise((done) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const to = { agent, method, headers, rejectUnauthorized: false,
      timeout: 60000 };
    const one = request(new URL(path, url), to, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode));
    });
    one.on('error', (error) => done(String(error)));
    one.on('timeout', () => one.destroy(new Error('no answer in a minute')));
    one.end(body);
  }).then((status) => {
    met.asked += 1;
    // Who is not signed in is sent to sign in.
    if (status !== (method === 'GET' ? 200 : 303)) met.failed.push(`${method} ${path}: ${status}`);
  });
}

async function work(keepAlive) {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  while (working) {
    await ask(agent, 'GET', '/sign-in');
    await ask(agent, 'POST', '/contacts', 'memo=a');
    await ask(agent, 'GET', '/healthz');
  }
  agent.destroy();
}

const people = Array.from({ length: 12 }, (_, i) => work(i % 2 === 0));
process.stdin.resume();
process.stdin.on('end', () => {
  working = false;
});
await Promise.all(people);
console.log(JSON.stringify(met));
