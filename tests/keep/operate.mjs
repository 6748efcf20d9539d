// node tests/keep/operate.mjs: every command of docs/operate.md, in its order,
// by one shell on a machine as new with a real systemd. Without the right to
// make namespaces nothing is tried. Ends in "N passed, N failed".

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Checks } from './checks.mjs';

const checks = new Checks();
const build = dirname(resolve(process.env.TSUNAGU ?? 'build/tsunagu'));
const folder = mkdtempSync(join(tmpdir(), 'tsunagu-operate-'));
const spaces = ['-pmuCin', '--fork', '--kill-child', '--mount-proc'];

// Indented lines after an empty one, as one piece each.
function commands() {
  const pieces = [[]];
  for (const line of readFileSync('docs/operate.md', 'utf8').split('\n')) {
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

async function main() {
  const pid = await start();
  if (!checks.check('systemd starts', pid !== null)) return;
  const { run, end } = await shell(pid);
  await run(`cd '${process.cwd()}'`);
  for (const text of commands()) {
    const { code, text: said } = await run(text);
    if (!checks.check(text.split('\n')[0], code === 0)) {
      console.log(`${said}\nexit ${code}`);
      break;
    }
    if (/verify/.test(text) && !/systemctl/.test(text))
      checks.check('verify finds nothing', /nothing is wrong/.test(said));
  }
  const after = await run('systemctl is-active tsunagu.service tsunagu-backup.timer');
  checks.check('it serves at the end', after.text.trim() === 'active\nactive');
  const files = await run('ls /var/backups/tsunagu | wc -l; stat -c %a /var/backups/tsunagu/*');
  const alone = /^\d\n(600\n?)+$/.test(files.text.trim());
  checks.check('backups are there, for their owner alone', alone);
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
