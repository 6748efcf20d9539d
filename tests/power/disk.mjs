// The disk of losefs.c: what `folder` holds, shown at `place`.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createInterface } from 'node:readline';
import { live } from './centre.mjs';

const program = 'build/power/losefs';

export function mayMount() {
  try {
    accessSync('/dev/fuse', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export async function mount(folder, place, { keep = 'none', names = 'journal', seed = 1 } = {}) {
  const args = ['--keep', keep, '--names', names, '--seed', `${seed}`, folder, place];
  const child = live(spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  const ended = new Promise((resolve) => {
    child.on('exit', resolve);
  });
  const ready = await new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', () => resolve(true));
    ended.then(() => resolve(false));
  });
  if (!ready) throw new Error(`${program} ${args.join(' ')} did not start`);

  const end = async (signal) => {
    child.kill(signal);
    const code = await ended;
    if (code) throw new Error(`${program} ended with ${code}`);
  };
  return {
    cut: () => end('SIGUSR1'),
    end: () => end('SIGTERM'),
    breakOrMend: () => child.kill('SIGUSR2'),
  };
}
