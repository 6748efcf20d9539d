// One server relieves another on one listening socket, as under systemd, while
// people go on working: nobody may notice. Ends in "N passed, N failed".

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = process.env.TSUNAGU ?? 'build/tsunagu';
const folder = mkdtempSync(join(tmpdir(), 'tsunagu-restart-'));
const db = `sqlite:${join(folder, 'centre.db')}`;
execFileSync(program, ['demo', '--db', db]);

// Like systemd, the shells hold the socket open all the while; each becomes a
// server when it is told to, and is the one LISTEN_PID names.
const door = net.createServer();
await new Promise((done) => {
  door.listen(0, '127.0.0.1', done);
});
const { port } = door.address();
const script = `read go; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$0" serve --db "$1"`;
const servers = ['first', 'second', 'third'].map((name) => {
  const child = spawn('sh', ['-c', script, program, db], {
    stdio: ['pipe', 'pipe', 'inherit', door._handle.fd],
  });
  return { name, child, ended: new Promise((end) => { child.on('exit', end); }) };
});
await new Promise((done) => {
  door.close(done);
});

async function start(server) {
  server.child.stdin.write('go\n');
  for await (const line of createInterface({ input: server.child.stdout })) {
    if (line.startsWith('http://')) return;
  }
  throw new Error(`the ${server.name} server ended before it listened`);
}

const seen = { asked: 0, failed: [], longest: 0 };
let working = true;

function ask(agent, method, path, body) {
  const began = performance.now();
  return new Promise((done) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const to = { agent, port, method, path, headers, host: '127.0.0.1' };
    const request = http.request(to, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode));
    });
    request.on('error', (error) => done(String(error)));
    request.end(body);
  }).then((status) => {
    seen.asked += 1;
    seen.longest = Math.max(seen.longest, performance.now() - began);
    // Who is not signed in is sent to sign in.
    if (status !== (method === 'GET' ? 200 : 303)) seen.failed.push(`${method} ${path}: ${status}`);
  });
}

async function work(keepAlive) {
  const agent = new http.Agent({ keepAlive, maxSockets: 1 });
  while (working) {
    await ask(agent, 'GET', '/sign-in');
    await ask(agent, 'POST', '/contacts', 'memo=a');
    await ask(agent, 'GET', '/healthz');
  }
  agent.destroy();
}

const answers = (n) =>
  new Promise((done) => {
    const enough = seen.asked + n;
    const look = () => (seen.asked >= enough ? done() : setImmediate(look));
    look();
  });

await start(servers[0]);
const people = Array.from({ length: 12 }, (_, i) => work(i % 2 === 0));
await answers(2000);
// The next one is called while the last one serves, as in a rolling update.
const second = start(servers[1]);
servers[0].child.kill('SIGTERM');
await second;
await answers(2000);
// Or only when the last one has gone, as in systemctl restart.
servers[1].child.kill('SIGTERM');
const codes = [await servers[0].ended, await servers[1].ended];
await start(servers[2]);
await answers(2000);
working = false;
await Promise.all(people);
servers[2].child.kill('SIGTERM');
codes.push(await servers[2].ended);
rmSync(folder, { recursive: true, force: true });

const fine = [
  [seen.failed.length === 0, `${seen.failed.length} of ${seen.asked} requests failed`],
  [codes.every((code) => code === 0), `the servers ended with ${codes}`],
];
for (const [holds, says] of fine) console.log(`${holds ? 'ok' : 'not ok'} ${says}`);
for (const failure of new Set(seen.failed)) console.log(`    ${failure}`);
console.log(`    the longest answer took ${Math.round(seen.longest)} ms`);
const failed = fine.filter(([holds]) => !holds).length;
console.log(`${fine.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
