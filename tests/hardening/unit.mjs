// The files of deploy/ under a real systemd, in namespaces of its own: what the
// unit takes away, restarts that nobody notices, both ways of TLS. Without the
// right to make namespaces only the unit's score is looked at. Ends in
// "N passed, N failed".

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(process.env.TSUNAGU ?? 'build/tsunagu');
const here = resolve('tests/hardening');
const folder = mkdtempSync(join(tmpdir(), 'tsunagu-unit-'));
const units = join(folder, 'units');
const results = [];
const say = (text, holds) => results.push([text, holds]);
const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' });
const deployed = (name) => readFileSync(join('deploy', name), 'utf8');

function score() {
  const said = run('systemd-analyze', 'security', '--offline=true', '--threshold=10',
    'deploy/tsunagu.service');
  say(`the unit is exposed no more than 1.0:${/level.*: (\S+)/.exec(said.stdout)?.[1]}`,
    said.status === 0);
}

function prepare() {
  const target = '[Unit]\nDefaultDependencies=no\n';
  mkdirSync(units);
  for (const name of ['sysinit', 'basic', 'sockets', 'shutdown'])
    writeFileSync(join(units, `${name}.target`), target);
  writeFileSync(join(units, 'test.target'), `${target}Wants=tsunagu.socket tsunagu.service\n`);
  for (const name of ['tsunagu.service', 'tsunagu.socket'])
    cpSync(join('deploy', name), join(units, name));
  const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2
    -subj /CN=localhost -out ${folder}/cert.pem -keyout ${folder}/key.pem`;
  execFileSync('openssl', made.split(/\s+/), { stdio: 'ignore' });
}

// The process that became systemd: the only child of unshare.
async function start() {
  const unshare = spawn('unshare', ['-pmuCin', '--fork', '--kill-child', '--mount-proc',
    join(here, 'unit.sh'), folder, program], { stdio: ['ignore', 'ignore', 'inherit'] });
  const children = `/proc/${unshare.pid}/task/${unshare.pid}/children`;
  let ended = false;
  unshare.on('exit', () => {
    ended = true;
  });
  process.on('exit', () => unshare.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
  for (;;) {
    await new Promise(setImmediate);
    const pid = ended ? '' : readFileSync(children, 'utf8').trim();
    if (ended) return null;
    if (pid && within(pid)('systemctl', 'is-active', 'tsunagu.service').stdout === 'active\n')
      return pid;
  }
}

const within = (pid) => (...words) => run('nsenter', '-t', pid, '-m', '-p', '-n', ...words);
const curl = (pid, ...words) =>
  run('nsenter', '-t', pid, '-n', 'curl', '-sk', '-m', '20', '-o', '/dev/null', '-D', '-',
    ...words).stdout;

// What twelve people met while `something` was done to the service.
async function meanwhile(pid, url, something) {
  const people = spawn('nsenter', ['-t', pid, '-n', process.execPath, join(here, 'ask.mjs'), url],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  people.stdout.on('data', (bytes) => {
    said += bytes;
  });
  const ended = new Promise((end) => { people.on('exit', end); });
  await something();
  people.stdin.end();
  await ended;
  return JSON.parse(said);
}

const until = (holds) =>
  new Promise((done) => {
    const look = () => (holds() ? done() : setImmediate(look));
    look();
  });

const status = (pid, field) => {
  const main = within(pid)('systemctl', 'show', '-P', 'MainPID', 'tsunagu').stdout.trim();
  const lines = within(pid)('cat', `/proc/${main}/status`).stdout;
  return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(lines)?.[1];
};

const points = (pid) => within(pid)('cat', '/var/lib/tsunagu-keys/checkpoints').stdout.length;

// Somebody signs in, which is noted; the end of a server signs the log. The
// keys lie outside the database's folder, so both must be in reach.
function keys(pid) {
  const signed = points(pid);
  const password = /^password: (\S+)$/m.exec(readFileSync(join(folder, 'centre'), 'utf8'))[1];
  say('it is signed in to', /^HTTP\/1.1 303/.test(curl(pid, '-d', 'login=admin',
    '-d', `password=${password}`, 'http://127.0.0.1:8080/sign-in')));
  within(pid)('systemctl', 'restart', 'tsunagu.service');
  say('it signs in a folder of keys that lies elsewhere', points(pid) > signed);
  const verify = within(pid)('setpriv', '--reuid', '990', '--regid', '990', '--clear-groups',
    '/usr/local/bin/tsunagu', 'verify', '--db', 'sqlite:/var/lib/tsunagu/centre.db',
    '--keys', '/var/lib/tsunagu-keys');
  say('and verify finds it whole', verify.status === 0);
}

async function restarts(pid) {
  const met = await meanwhile(pid, 'http://127.0.0.1:8080', async () => {
    for (let i = 0; i < 5; i++) within(pid)('systemctl', 'restart', 'tsunagu.service');
  });
  say(`five restarts: ${met.failed.length} of ${met.asked} requests failed`,
    met.asked > 20 && met.failed.length === 0);
  say('no capability, no new privileges, calls filtered',
    /^0+$/.test(status(pid, 'CapEff')) && status(pid, 'NoNewPrivs') === '1'
    && status(pid, 'Seccomp') === '2' && status(pid, 'Uid').startsWith('990'));
  within(pid)('systemctl', 'kill', '-s', 'KILL', '--kill-whom=main', 'tsunagu');
  say('killed, it is back, and the door was open', /^HTTP\/1.1 200/.test(
    curl(pid, 'http://127.0.0.1:8080/sign-in')));
}

function headers(name, said) {
  say(`${name}: a page comes`, /^HTTP\/\S+ 200/.test(said));
  say(`${name}: browsers are told to stay with https, once`,
    said.match(/^strict-transport-security: max-age=\d{8}/gim)?.length === 1);
  say(`${name}: one policy of contents`,
    said.match(/^content-security-policy:/gim)?.length === 1);
}

// The example as it is, but for the certificate's place.
async function proxy(pid) {
  if (run('nginx', '-v').status !== 0) return console.log('    nginx is not there: not tried');
  const site = deployed('nginx.conf').replaceAll('/etc/tsunagu', folder);
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/nginx.pid;
    error_log ${folder}/nginx.log; events {} http { access_log off; ${site} }`);
  const nginx = spawn('nsenter', ['-t', pid, '-n', 'nginx', '-p', folder, '-c',
    join(folder, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((end) => { nginx.on('exit', end); });
  await until(() => curl(pid, 'https://127.0.0.1/healthz') !== '');
  headers('nginx', curl(pid, 'https://127.0.0.1/sign-in'));
  say('nginx: figures are for the machine itself, not for whoever comes by the proxy',
    !curl(pid, 'https://127.0.0.1/metrics').includes('version=0.0.4') &&
    curl(pid, 'http://127.0.0.1:8080/metrics').includes('version=0.0.4'));
  say('nginx: http leads to https', /^location: https:/im.test(curl(pid, 'http://127.0.0.1/')));
  const met = await meanwhile(pid, 'https://127.0.0.1', async () => {
    for (let i = 0; i < 3; i++) within(pid)('systemctl', 'restart', 'tsunagu.service');
  });
  say(`nginx, three restarts: ${met.failed.length} of ${met.asked} requests failed`,
    met.asked > 20 && met.failed.length === 0);
  for (const failure of new Set(met.failed)) console.log(`    ${failure}`);
  nginx.kill('SIGTERM');
  await ended;
}

async function tls_in_the_program(pid) {
  for (const kind of ['service', 'socket']) {
    mkdirSync(join(units, `tsunagu.${kind}.d`));
    writeFileSync(join(units, `tsunagu.${kind}.d`, 'tls.conf'),
      deployed(`tls-${kind}.conf`).replaceAll('/etc/tsunagu', folder));
  }
  cpSync(join('deploy', 'mail.conf'), join(units, 'tsunagu.service.d', 'mail.conf'));
  within(pid)('systemctl', 'daemon-reload');
  within(pid)('systemctl', 'stop', 'tsunagu.service', 'tsunagu.socket');
  const started = within(pid)('systemctl', 'start', 'tsunagu.socket', 'tsunagu.service');
  say('TLS in the program, and mail: it starts', started.status === 0);
  headers('TLS in the program', curl(pid, 'https://127.0.0.1/sign-in'));
  const met = await meanwhile(pid, 'https://127.0.0.1', async () => {
    within(pid)('systemctl', 'restart', 'tsunagu.service');
  });
  say(`TLS in the program, a restart: ${met.failed.length} of ${met.asked} requests failed`,
    met.asked > 10 && met.failed.length === 0);
}

score();
const may = run('unshare', '-pmuCin', '--fork', '--mount-proc', 'true').status === 0;
if (may && process.getuid() === 0) {
  prepare();
  const pid = await start();
  say('systemd starts it by its socket', pid !== null);
  if (pid) {
    await restarts(pid);
    keys(pid);
    await proxy(pid);
    await tls_in_the_program(pid);
  }
} else {
  console.log('    no right to make namespaces: systemd itself was not tried');
}
rmSync(folder, { recursive: true, force: true });

for (const [text, holds] of results) console.log(`${holds ? 'ok' : 'not ok'} ${text}`);
const failed = results.filter(([, holds]) => !holds).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
// What became systemd goes with it.
process.exit(failed ? 1 : 0);
