-- What visitors of the public site wrote, out of its inbox (base/db_inbox.h).
-- `letter` is its id there, so that it comes in once. `body` NULL: the letter
-- was sealed for a key that is not here. What was said is sealed here, too.
CREATE TABLE message (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	letter TEXT NOT NULL UNIQUE,
	received_at TEXT NOT NULL,
	about TEXT NOT NULL,
	name TEXT,
	phone TEXT,
	mail TEXT,
	body TEXT,
	keeper TEXT REFERENCES person (id),
	done_on TEXT,
	result TEXT
) STRICT;
CREATE INDEX message_open ON message (received_at) WHERE done_on IS NULL;
CREATE INDEX message_keeper ON message (keeper) WHERE done_on IS NULL;

-- How far each inbox was read.
CREATE TABLE inbox_read (
	inbox TEXT PRIMARY KEY,
	last INTEGER NOT NULL
) STRICT;
