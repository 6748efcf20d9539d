-- Where notices reach a person, sealed, and whether they are wanted. Beside the
-- person and not a field of theirs: an address that was changed is gone, and
-- does not live on in an earlier version.
CREATE TABLE person_mail (
	person TEXT PRIMARY KEY REFERENCES person (id),
	mail TEXT,
	notices INTEGER NOT NULL CHECK (notices IN (0, 1)),
	changed_at TEXT NOT NULL
) STRICT;

-- Notices by mail, written with what they are about: the outbox. Once a mail is
-- sent, only when and about what is left of it. `due_at` is when it is tried
-- next, and NULL when nothing more will be done; whoever tries moves it ahead
-- first, so that of several servers one sends. `reason` is of the last try: a
-- word of ours and the number of the answer, never the answer's text.
CREATE TABLE mail (
	id TEXT PRIMARY KEY,
	once TEXT UNIQUE,
	person TEXT REFERENCES person (id),
	mail_to TEXT,
	subject TEXT,
	body TEXT,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	queued_at TEXT NOT NULL,
	due_at TEXT,
	tries INTEGER NOT NULL,
	reason TEXT,
	sent_at TEXT,
	given_up_at TEXT,
	CHECK (sent_at IS NULL OR given_up_at IS NULL),
	CHECK ((due_at IS NULL) = (sent_at IS NOT NULL
		OR given_up_at IS NOT NULL)),
	CHECK (sent_at IS NULL OR (mail_to IS NULL AND subject IS NULL
		AND body IS NULL))
) STRICT;
CREATE INDEX mail_due ON mail (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX mail_given_up ON mail (given_up_at)
	WHERE given_up_at IS NOT NULL;
CREATE INDEX mail_record ON mail (record, record_id);

-- What the program itself signs in with elsewhere, sealed: the password of the
-- mail server.
CREATE TABLE secret (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;
