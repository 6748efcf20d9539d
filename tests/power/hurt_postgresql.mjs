// A PostgreSQL server that drops its connections, that crashes and recovers,
// that may only be read. A write it answered with an error may have been done:
// it is asked again with its key.

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { prepare, sql, start } from './centre.mjs';
import { chanceOf } from './chance.mjs';
import { Ledger } from './ledger.mjs';

const connections = 12;
const times = 2;

function others(database) {
  return `FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`;
}

// Once the server can be asked again, the centre answers, whichever of its
// threads it is, each with a connection that was good before.
async function answersAgain(centre, url) {
  for (let tries = 0; !accepts(url); tries += 1) {
    assert.ok(tries < 300, 'PostgreSQL is not back');
    await wait(50);
  }
  for (let i = 0; i < 5; i += 1) {
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => centre.ask('GET', '/healthz')),
    );
    assert.deepEqual([...new Set(answers.map((a) => a.status))], [200]);
  }
}

function accepts(url) {
  try {
    return sql(url, 'SELECT 1').length;
  } catch {
    return false;
  }
}

async function goThrough(t, server, database, act) {
  const url = new URL(server);
  sql(server, `CREATE DATABASE ${database}`);
  url.pathname = `/${database}`;
  prepare(url.href);
  const centre = await start(url.href);
  const ledger = new Ledger();
  let enough = false;
  const written = Promise.all(
    Array.from({ length: connections }, (_, i) =>
      ledger.write(centre, chanceOf(i), () => enough),
    ),
  );
  for (let i = 0; i < times; i += 1) {
    const { acknowledged } = ledger;
    await t.until('it writes', () => ledger.acknowledged > acknowledged + connections);
    await act(server, database, (words) => {
      const before = centre.said.length;
      return t.until(words, () => centre.said.slice(before).some((line) => line.includes(words)));
    });
    await answersAgain(centre, url.href);
  }
  enough = true;
  await written;
  if (ledger.refused) t.isClear(ledger.lastRefusal);
  await t.close(centre, ledger, url.href);
  sql(server, `DROP DATABASE ${database} WITH (FORCE)`);
}

// Somebody in the middle of something is told so; the others need not notice.
function drop(server, database) {
  sql(server, `SELECT count(pg_terminate_backend(pid)) ${others(database)}`);
}

// One process that dies takes all with it, and the server recovers.
async function crash(server, database, refuses) {
  const [pid] = sql(server, `SELECT pid ${others(database)} LIMIT 1`);
  const refused = refuses('SQLSTATE');
  process.kill(Number(pid), 'SIGKILL');
  await refused;
}

async function readOnly(server, database, refuses) {
  sql(server, `ALTER DATABASE ${database} SET default_transaction_read_only = on`);
  const refused = refuses('SQLSTATE 25006');
  drop(server, database);
  await refused;
  sql(server, `ALTER DATABASE ${database} RESET default_transaction_read_only`);
  drop(server, database);
}

export function cases(server) {
  if (!server) return [];
  const name = (what) => `hurt_${what}_${process.pid}`;
  return [
    ['connections that PostgreSQL drops', (t) => goThrough(t, server, name('drop'), drop)],
    ['a PostgreSQL that may only be read', (t) => goThrough(t, server, name('read'), readOnly)],
    ['a PostgreSQL that crashes', (t) => goThrough(t, server, name('crash'), crash)],
  ];
}
