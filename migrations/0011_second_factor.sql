-- The second factor of sign-in: the secret that an authenticator app shares
-- with the centre. While `session` is set it is only being set up there, and
-- counts for nothing; of those that count a person has one. `last_step` is the
-- latest code that was accepted, so that none is accepted twice.
CREATE TABLE person_factor (
	id TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person (id),
	secret TEXT NOT NULL,
	session TEXT UNIQUE REFERENCES session (hash)
		ON UPDATE CASCADE ON DELETE CASCADE,
	confirmed_at TEXT,
	last_step INTEGER NOT NULL,
	CHECK ((session IS NULL) = (confirmed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX person_factor_person ON person_factor (person)
	WHERE session IS NULL;

-- Codes on paper, for the day the telephone is lost. Only hashes are kept.
CREATE TABLE recovery_code (
	hash TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person (id),
	used_at TEXT
) STRICT;
CREATE INDEX recovery_code_person ON recovery_code (person);

-- When the second factor passed in this session; NULL: only the password did.
ALTER TABLE session ADD COLUMN factor_at TEXT;

-- Links by which a person chooses a password: once, until ends_at. Only the
-- hash of what stands in the link is kept.
CREATE TABLE invitation (
	hash TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person (id),
	made_by TEXT NOT NULL REFERENCES person (id),
	made_at TEXT NOT NULL,
	ends_at TEXT NOT NULL CHECK (ends_at > made_at),
	used_at TEXT
) STRICT;
CREATE INDEX invitation_person ON invitation (person);

-- From where a person has signed in: the hash of person and address. Who has
-- been here before is not kept out by what others try.
CREATE TABLE known_address (
	hash TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person (id),
	seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX known_address_person ON known_address (person);

-- Passwords that somebody else made up are gone: a link takes their place.
-- This one fits nothing and takes as long to say so as any other.
UPDATE person SET password_hash = '$argon2id$v=19$m=65536,t=3,p=1'
	|| '$cfcQ104k2NYxZs9HpDvU4A$nSR8ul80kN+QEgCQiOAgZ0ekKWdFySFIYxWBe2CTVEc'
	WHERE password_hash LIKE 'once:%';
