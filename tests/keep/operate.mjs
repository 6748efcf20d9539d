// node tests/keep/operate.mjs: every command of docs/operate.md and of the pages
// that go on where it ends, in their order, by one shell on a machine as new with
// a real systemd. Without the right to make namespaces nothing is tried, without a
// PostgreSQL not its page. Ends in "N passed, N failed".

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Checks } from './checks.mjs';

const checks = new Checks();
const build = dirname(resolve(process.env.TSUNAGU ?? 'build/tsunagu'));
const folder = mkdtempSync(join(tmpdir(), 'tsunagu-operate-'));
const pages = ['operate.md', 'operate-public.md', 'operate-postgresql.md'];
const cluster = '/usr/lib/postgresql/15/bin/initdb';
const spaces = ['-pmuCin', '--fork', '--kill-child', '--mount-proc'];

// Indented lines after an empty one, as one piece each.
function commands(page) {
  const pieces = [[]];
  for (const line of readFileSync(`docs/${page}`, 'utf8').split('\n')) {
    if (/^ {4}/.test(line)) pieces.at(-1).push(line.slice(4));
    else if (pieces.at(-1).length) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length).map((piece) => piece.join('\n'));
}

// The process that became systemd: the only child of unshare.
async function start() {
  const unshare = spawn('unshare', [...spaces, 'tests/keep/operate.sh', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.on('exit', () => unshare.kill('SIGKILL'));
  const children = `/proc/${unshare.pid}/task/${unshare.pid}/children`;
  while (unshare.exitCode === null) {
    await new Promise(setImmediate);
    const pid = readFileSync(children, 'utf8').trim();
    const ready = ['-t', pid, '-m', '-p', '-n', 'systemctl', 'is-active', 'test.target'];
    if (pid && spawnSync('nsenter', ready).stdout.toString() === 'active\n') return pid;
  }
  return null;
}

// One shell for all: what the page defines in it holds on. Each piece ends in
// its exit code, between marks.
async function shell(pid) {
  const child = spawn('nsenter', ['-t', pid, '-m', '-p', '-n', 'bash'], { cwd: process.cwd() });
  let said = '';
  let look = () => {};
  let gone = false;
  child.on('exit', () => {
    gone = true;
    look();
  });
  child.stdin.on('error', () => {});
  for (const out of [child.stdout, child.stderr])
    out.on('data', (part) => {
      said += part;
      look();
    });
  const run = (text) =>
    new Promise((done) => {
      said = '';
      look = () => {
        const end = said.match(/\n--ended (\d+)--\n/);
        if (end) done({ code: Number(end[1]), text: said.slice(0, end.index) });
        else if (gone) done({ code: 255, text: said });
      };
      const script = `{ set -e; ${text.replaceAll('build/tsunagu', `${build}/tsunagu`)}\n}`;
      child.stdin.write(`${script} 2>&1\nprintf '\\n--ended %d--\\n' $?\n`);
      if (gone) look();
    });
  return { run, end: () => child.stdin.end() };
}

// What the rules of alarms ask is there to be asked.
function checkAlerts(said) {
  const rules = readFileSync('deploy/alerts.yml', 'utf8');
  const asked = new Set(rules.match(/\b(tsunagu|process)_[a-z_0-9]+\b/g));
  const there = new Set(said.split('\n').map((line) => line.split(/[ {]/)[0]));
  for (const name of asked) checks.check(`/metrics tells ${name}`, there.has(name));
}

// False: what comes next has nothing to stand on.
async function follow(page, run) {
  for (const text of commands(page)) {
    const { code, text: said } = await run(text);
    if (!checks.check(text.split('\n')[0], code === 0)) {
      console.log(`${said}\nexit ${code}`);
      return false;
    }
    if (/centre verify|tsunagu verify/.test(text))
      checks.check('verify finds nothing', /nothing is wrong/.test(said));
    if (/\/metrics/.test(text)) checkAlerts(said);
  }
  return true;
}

// What the package's own installation does.
const clusterMade = `
  install -d -o postgres -m 700 /var/lib/postgresql && install -d -o postgres /run/postgresql
  runuser -u postgres -- ${cluster} -D /var/lib/postgresql/main --data-checksums >/dev/null
  runuser -u postgres -- /usr/lib/postgresql/15/bin/pg_ctl -D /var/lib/postgresql/main -w \
    -l /var/lib/postgresql/log -o "-k /run/postgresql -c listen_addresses=" start >/dev/null`;

async function main() {
  const pid = await start();
  if (!checks.check('systemd starts', pid !== null)) return;
  const { run, end } = await shell(pid);
  await run(`cd '${process.cwd()}'`);
  for (const page of pages) {
    if (page.includes('postgresql')) {
      if (!existsSync(cluster)) continue;
      const made = await run(clusterMade);
      if (!checks.check('a cluster as Debian makes it', made.code === 0)) console.log(made.text);
    }
    if (!(await follow(page, run))) break;
  }
  const after = await run('systemctl is-active tsunagu.service tsunagu-backup.timer');
  checks.check('it serves at the end', after.text.trim() === 'active\nactive');
  const files = await run('ls /var/backups/tsunagu | wc -l; stat -c %a /var/backups/tsunagu/*');
  const alone = /^\d\n(600\n?)+$/.test(files.text.trim());
  checks.check('backups are there, for their owner alone', alone);
  await run(`runuser -u postgres -- /usr/lib/postgresql/15/bin/pg_ctl stop -m fast \
    -D /var/lib/postgresql/main || true`);
  end();
}

const may = spawnSync('unshare', [...spaces, 'true']).status === 0 && process.getuid() === 0;
try {
  if (may) await main();
  else checks.check('no right to make namespaces: nothing was tried', true);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
checks.end();
