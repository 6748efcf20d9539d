// node tests/keep/canary.mjs [ENGINE]: what is typed about a person is then in
// no file: database, its log, backup, what the server said, core file; neither
// under older nor newer keys. Ends in "N passed, N failed".

import { File } from 'node:buffer';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { keysOf, live, program, sql } from '../power/centre.mjs';
import { Checks } from './checks.mjs';
import { formsOf, searched } from './needle.mjs';
import { done, Place } from './place.mjs';
import { Visitor } from './visitor.mjs';

const engine = process.argv[2] ?? 'sqlite';
const began = Date.now() - 1000;
const place = new Place('canary', engine);
const checks = new Checks();
const words = { latin: `zqcanary${process.pid}vx`, japanese: '珍鳥籠之介' };
const both = `${words.japanese}${words.latin}`;
const forms = formsOf(words);
const of = (db) => ['--db', db, '--keys', keysOf(db)];
const logs = place.at('logs');
let servers = 0;

// With cores allowed, in a folder of its own, as `user` when given.
async function serve(db, user) {
  servers += 1;
  const cwd = place.at(`cwd${servers}`);
  mkdirSync(cwd, { mode: 0o777 });
  chmodSync(cwd, 0o777);
  const as = user ? ['setpriv', '--reuid', user, '--regid', user, '--clear-groups'] : [];
  const command = [...as, resolve(program), 'serve', ...of(db), '--listen', '127.0.0.1:0'];
  const script = 'ulimit -c unlimited; exec "$@"';
  const child = live(
    spawn('sh', ['-c', script, 'sh', ...command], { cwd, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const said = [];
  child.stderr.on('data', (part) => said.push(part));
  const ended = new Promise((done) => {
    child.on('close', (code, signal) => done(signal ?? code));
  });
  const url = await new Promise((tell) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(Buffer.from(line));
      tell(line.trim());
    });
    ended.then(() => tell(null));
  });
  if (!url) throw new Error(`it does not start: ${Buffer.concat(said)}`);
  return {
    url,
    pid: child.pid,
    cwd,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      const how = await ended;
      writeFileSync(join(logs, `server${servers}`), Buffer.concat(said));
      return how;
    },
  };
}

async function signIn(centre, { login, password }) {
  const visitor = new Visitor(centre.url);
  const { status } = await visitor.send('/sign-in', '/sign-in', { login, password });
  checks.check('somebody signs in', status === 303);
  return visitor;
}

// A PDF that says it in plain letters.
function letter() {
  const body = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n% ${both}\nendobj\n`;
  const at = Buffer.byteLength(body);
  const table = '0 1\n0000000000 65535 f \n';
  return `${body}xref\n${table}trailer\n<< /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
}

// Every way by which people's texts come in.
async function type(visitor) {
  const child = await visitor.send('/children/new', '/children', {
    another: '1',
    name: both,
    address: both,
    phone: words.latin,
    guardian: both,
    note: both,
  });
  checks.check('a child is entered', child.status === 303);
  const id = child.see.split('/').at(-1).split('?')[0];
  const contact = { child: id, child_typed: '', requester: 'family', topics: 'daily' };
  const memo = await visitor.send('/contacts/new', '/contacts', {
    ...contact,
    caller: both,
    body: both,
    next_step: both,
    next_on: '2030-04-01',
  });
  checks.check('a memo too', memo.status === 303);
  const faulty = { ...contact, body: both, on_day: both };
  const refused = await visitor.send('/contacts/new', '/contacts', faulty);
  const shown = refused.status === 422 && refused.text.includes(both);
  checks.check('a form with faults comes back', shown);
  const csrf = (await visitor.get('/contacts/new')).text.match(/name="csrf" value="([^"]*)"/)[1];
  const draft = new URLSearchParams({ csrf, form: 'contact-new', body: `body=${both}` });
  checks.check('a draft is kept', (await visitor.ask('POST', '/drafts', draft)).status < 300);
  const line = `児童ID,氏名,フリガナ\nZ9,${both}読込,カナリア\n`;
  const file = new File([line], `${both}.csv`, { type: 'text/csv' });
  const preview = await visitor.send('/import/children', '/import/children/preview', { file });
  checks.check('a file is brought', preview.status === 200 && preview.text.includes(both));
  const added = await visitor.send(`/attachments/new?child=${id}`, '/attachments', {
    file: new File([letter()], `${both}.pdf`, { type: 'application/pdf' }),
    title: both,
    classes: 'identity',
  });
  checks.check('a letter is attached', added.status === 303);
  await visitor.get(`/children?q=${encodeURIComponent(words.japanese)}`);
  await visitor.get(`/${encodeURIComponent(both)}`);
  await visitor.get(`/children/${words.latin}`);
  return id;
}

async function edit(visitor, id) {
  const path = `/children/${id}`;
  const { text } = await visitor.get(`${path}/edit`);
  const version = text.match(/name="version" value="([^"]*)"/)[1];
  const values = { version, name: both, note: `${both}二` };
  const answer = await visitor.send(`${path}/edit`, path, values);
  checks.check('and edited, which keeps the older', answer.status === 303);
}

const shows = async (visitor, id) => (await visitor.get(`/children/${id}`)).text.includes(both);

// Where PostgreSQL keeps this database, its log of writes and what it says.
function serverFolders() {
  const [data] = sql(engine, 'CHECKPOINT; SHOW data_directory');
  return [data, join(dirname(data), 'log')];
}

function search(when, alsoServer = false) {
  let files = 0;
  const all = [];
  const look = (folder) => {
    const seen = searched(folder, forms, folder === place.top ? 0 : began);
    files += seen.files;
    all.push(...seen.found);
  };
  look(place.top);
  if (engine !== 'sqlite' && alsoServer) {
    const [data, log] = serverFolders();
    look(data);
    const text = readFileSync(log);
    if (forms.some((form) => text.includes(form))) all.push(log);
  }
  const none = !all.length && files > (alsoServer ? 20 : 1);
  if (!checks.check(`${when}: in none of ${files} files`, none))
    console.log(all.join('\n'));
}

// The search finds what it looks for, in every form.
function control() {
  const folder = place.at('control');
  mkdirSync(folder);
  forms.forEach((form, i) => {
    writeFileSync(join(folder, `${i}`), Buffer.concat([Buffer.alloc(1048570), form]));
  });
  const { found } = searched(folder, forms);
  checks.check('each form is found where it is', found.length === forms.length);
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '');
}

const coresIn = (folder) => readdirSync(folder).filter((name) => name.startsWith('core'));

// A shell that dies so leaves a core file here, or this machine makes none.
function machineDumps() {
  const cwd = place.at('shell');
  mkdirSync(cwd);
  spawnSync('sh', ['-c', 'ulimit -c unlimited; kill -ABRT $$'], { cwd });
  return coresIn(cwd).length > 0;
}

// What gcore and a debugger of the same user would read. Root reads all, here
// as anywhere; so this server belongs to somebody else.
async function memory(db) {
  if (process.getuid() !== 0 || engine !== 'sqlite') return;
  const folder = keysOf(db);
  chmodSync(place.top, 0o711);
  for (const name of ['', ...readdirSync(folder)]) chownSync(join(folder, name), 65534, 65534);
  const centre = await serve(db, '65534');
  const as = ['--reuid', '65534', '--regid', '65534', '--clear-groups'];
  const read = (path) => spawnSync('setpriv', [...as, 'head', '-c', '0', path]).status;
  checks.check('its user cannot read its memory', read(`/proc/${centre.pid}/mem`) !== 0);
  checks.check('nor its environment', read(`/proc/${centre.pid}/environ`) !== 0);
  checks.check('but what is open to all', read(`/proc/${centre.pid}/cmdline`) === 0);
  checks.check('and it ends in order', (await centre.end()) === 0);
  for (const name of ['', ...readdirSync(folder)]) chownSync(join(folder, name), 0, 0);
}

async function main() {
  mkdirSync(logs);
  control();
  const db = place.database('centre');
  mkdirSync(keysOf(db), { recursive: true, mode: 0o700 });
  const said = done('demo', ...of(db));
  const who = { login: 'admin', password: said.match(/^password: (.+)$/m)[1] };
  let centre = await serve(db);
  let visitor = await signIn(centre, who);
  const id = await type(visitor);
  await edit(visitor, id);
  checks.check('the page shows it', await shows(visitor, id));
  search('while it serves', engine !== 'sqlite');

  const key = place.at('key');
  const back = (name) =>
    done('backup', place.at(name), ...of(db), '--to', `${key}.public`, '--with-keys');
  done('keypair', key);
  back('backup1');
  search('with a backup beside it');

  const dumps = machineDumps();
  if (!dumps) console.log('--- no core files: this machine writes none here');
  checks.check('it is killed', (await centre.end('SIGABRT')) === 'SIGABRT');
  checks.check('and leaves no core file', coresIn(centre.cwd).length === 0);
  search('after it was killed');

  done('rekey', ...of(db));
  back('backup2');
  centre = await serve(db);
  visitor = await signIn(centre, who);
  checks.check('after newer keys the page shows it', await shows(visitor, id));
  await edit(visitor, id);
  checks.check('and it ends in order', (await centre.end()) === 0);
  search('after newer keys', engine !== 'sqlite');

  const other = place.database('other');
  mkdirSync(keysOf(other), { recursive: true, mode: 0o700 });
  done('restore', place.at('backup2'), ...of(other), '--key', key);
  search('with a database made from the backup');
  centre = await serve(other);
  visitor = await signIn(centre, who);
  checks.check('it is in the backup all the same', await shows(visitor, id));
  await centre.end();
  await memory(db);
}

try {
  await main();
} finally {
  place.end();
}
checks.end();
