-- What all casework shares. The same text runs on SQLite and PostgreSQL, which
-- is not shown STRICT and WITHOUT ROWID: without a row number a small table is
-- one tree instead of two, and a durable write one page less.

-- Who did what, and when. Written in the transaction of the deed itself, never
-- changed afterwards. `what` names fields, it does not hold their contents.
CREATE TABLE audit (
	id TEXT PRIMARY KEY,
	at TEXT NOT NULL,
	person TEXT,
	login TEXT NOT NULL,
	verb TEXT NOT NULL,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	what TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_record ON audit (record, record_id, at);

-- Every earlier version of every record, as it was.
CREATE TABLE revision (
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	at TEXT NOT NULL,
	login TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (record, record_id, version)
) STRICT, WITHOUT ROWID;

-- Forms already carried out, by the key they carried: sent twice, done once.
CREATE TABLE sent_form (
	once TEXT PRIMARY KEY,
	person TEXT NOT NULL,
	at TEXT NOT NULL,
	see TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody was still typing. One draft a person and form.
CREATE TABLE draft (
	person TEXT NOT NULL,
	form TEXT NOT NULL,
	at TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (person, form)
) STRICT, WITHOUT ROWID;

-- Moves whenever rows of a kind change; caches in memory watch it.
CREATE TABLE change_counter (
	name TEXT PRIMARY KEY,
	value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
