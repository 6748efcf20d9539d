-- Links for people without an account: each opens one thing, in the browser
-- that opened it first, until ends_at. Only hashes are kept: of what stands in
-- the link, and of the key in that browser's cookie.
CREATE TABLE guest_link (
	id TEXT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	record_id TEXT NOT NULL,
	made_by TEXT REFERENCES person (id),
	made_at TEXT NOT NULL,
	ends_at TEXT NOT NULL CHECK (ends_at > made_at),
	bound TEXT UNIQUE,
	bound_at TEXT,
	revoked_at TEXT
) STRICT;
CREATE INDEX guest_link_record ON guest_link (kind, record_id);
