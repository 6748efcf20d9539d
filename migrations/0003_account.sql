-- People who sign in, their sessions, and the tokens of programs.

CREATE TABLE person (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	login TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	left_on TEXT
) STRICT;

-- Only the hash of a session's key is kept.
CREATE TABLE session (
	hash TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person (id),
	csrf TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	seen_at TEXT NOT NULL,
	ends_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person);

CREATE TABLE api_token (
	id TEXT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	label TEXT NOT NULL,
	writes INTEGER NOT NULL CHECK (writes IN (0, 1)),
	made_by TEXT NOT NULL REFERENCES person (id),
	made_at TEXT NOT NULL,
	revoked_at TEXT
) STRICT;

-- Failed sign-ins, to slow down guessing. No row says whether a login exists.
CREATE TABLE failed_sign_in (
	id TEXT PRIMARY KEY,
	at TEXT NOT NULL,
	login_hash TEXT NOT NULL,
	address TEXT NOT NULL
) STRICT;
CREATE INDEX failed_sign_in_login ON failed_sign_in (login_hash, at);
CREATE INDEX failed_sign_in_address ON failed_sign_in (address, at);
