// A clock that can be set forward while the program runs.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// `env` is for the program, `set` moves its clock so many minutes from now.
export function makeClock(folder) {
  const listed = execFileSync('dpkg', ['-L', 'libfaketime'], { encoding: 'utf8' });
  const file = join(folder, 'clock');
  const set = (minutes) => writeFileSync(file, `+${minutes}m`);
  const env = {
    LD_PRELOAD: listed.match(/^.*libfaketimeMT\.so\.1$/m)[0],
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    TMPDIR: folder,
  };
  set(0);
  return { env, set };
}
