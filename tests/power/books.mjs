// Whether a database agrees with itself, read past the program, and what the
// program finds wrong with it: the log's chain, its checkpoints, seals, pages.

import { spawnSync } from 'node:child_process';
import { keysOf, program, sql } from './centre.mjs';

// Each gives the number of records that are there by half.
const halves = {
  'a child without an audit row':
    'SELECT count(*) FROM child c WHERE NOT EXISTS (SELECT 1 FROM audit WHERE record_id = c.id)',
  'an audit row without its child':
    `SELECT count(*) FROM audit WHERE length(record_id) = 36 AND record_id NOT IN
     (SELECT id FROM child UNION SELECT id FROM person UNION SELECT id FROM api_token)`,
  'a change without its audit row':
    `SELECT count(*) FROM child c WHERE c.version >
     (SELECT count(*) FROM audit WHERE record_id = c.id)`,
  'a change without its revision':
    `SELECT count(*) FROM child c WHERE c.version - 1 <>
     (SELECT count(*) FROM revision WHERE record_id = c.id)`,
  'a revision without its child':
    'SELECT count(*) FROM revision WHERE record_id NOT IN (SELECT id FROM child)',
  'a number given twice': 'SELECT count(*) - count(DISTINCT number) FROM child',
};

function checkFile(db) {
  try {
    return sql(db, 'PRAGMA integrity_check; PRAGMA foreign_key_check;').join('; ');
  } catch (error) {
    return error.message;
  }
}

function verify(db, fault) {
  const words = ['verify', '--db', db, '--keys', keysOf(db)];
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status === 0) return;
  const wrong = stdout.split('\n').filter((line) => line.startsWith('WRONG'));
  fault('corrupt', `verify: ${wrong.slice(0, 3).join('; ') || stderr || status}`);
}

export function checkBooks(db, fault) {
  const said = db.startsWith('sqlite:') ? checkFile(db) : 'ok';
  if (said !== 'ok') return fault('corrupt', said);
  const counts = sql(db, Object.values(halves).join(';\n'));
  Object.keys(halves).forEach((name, i) => {
    if (counts[i] !== '0') fault('half', `${name}: ${counts[i]}`);
  });
  verify(db, fault);
}
