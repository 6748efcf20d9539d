// Where a test keeps its centres: a folder, and databases of either engine.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, sql } from '../power/centre.mjs';

export class Place {
  made = [];

  constructor(what, engine) {
    this.what = what;
    this.engine = engine;
    this.top = mkdtempSync(join(tmpdir(), `tsunagu-${what}-`));
  }

  at(...names) {
    return join(this.top, ...names);
  }

  // The address of a database that is not there yet, as on an empty machine.
  database(name, folder = this.at(name)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (this.engine === 'sqlite') return `sqlite:${join(folder, 'centre.db')}`;
    const url = new URL(this.engine);
    const full = `${this.what}_${process.pid}_${name}`;
    sql(this.engine, `CREATE DATABASE ${full}`);
    this.made.push(full);
    url.pathname = `/${full}`;
    return url.href;
  }

  end() {
    for (const name of this.made) sql(this.engine, `DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(this.top, { recursive: true, force: true });
  }
}

// { code, out, err } of the program.
export function run(...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

export function done(...words) {
  return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

// Every file below, by name, with what it holds: two that are equal hold the
// same. The lock is nobody's content.
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-lock'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .join('\n');
}
