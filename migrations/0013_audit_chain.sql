-- Who did or saw what, and by which path. Every row seals itself and all rows
-- before it (base/chain.h). Rows hold no content, so that what is erased
-- elsewhere does not live on here.
ALTER TABLE audit RENAME TO audit_unsealed;
DROP INDEX audit_record;

CREATE TABLE audit (
	seq INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	request TEXT,
	person TEXT,
	login TEXT NOT NULL,
	agency TEXT,
	verb TEXT NOT NULL,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	path TEXT,
	classes TEXT,
	consent TEXT,
	children TEXT,
	what TEXT NOT NULL,
	seal TEXT NOT NULL
) STRICT;
CREATE INDEX audit_record ON audit (record, record_id, seq);
CREATE INDEX audit_person ON audit (person, seq);

-- Which rows are about a child: made from audit.children, checked by verify.
CREATE TABLE audit_seen (
	child TEXT NOT NULL,
	seq INTEGER NOT NULL,
	PRIMARY KEY (child, seq)
) STRICT, WITHOUT ROWID;

-- The last row, kept here so that a row cut off the end is missed.
CREATE TABLE audit_head (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	seq INTEGER NOT NULL,
	seal TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (one, seq, seal) VALUES (1, 0, '');
