-- Which files of open data were taken in, when and by whom.
CREATE TABLE open_import (
	id TEXT PRIMARY KEY,
	at TEXT NOT NULL,
	login TEXT NOT NULL,
	file TEXT NOT NULL,
	file_name TEXT NOT NULL,
	added INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	same INTEGER NOT NULL,
	absent INTEGER NOT NULL,
	returned INTEGER NOT NULL,
	undone_at TEXT,
	undone_by TEXT
) STRICT;

-- What each kind of file said last of each key, as a digest, and of which record
-- it is: a file that says the same again changes nothing. `kind` is a code of
-- service_kind or shelter_kind. `absent_on`: since when a newer file lacks it.
CREATE TABLE open_entry (
	file TEXT NOT NULL,
	number TEXT NOT NULL,
	kind TEXT NOT NULL,
	municipality TEXT,
	digest TEXT NOT NULL,
	record_id TEXT NOT NULL,
	absent_on TEXT,
	PRIMARY KEY (file, number, kind)
) STRICT;

-- Rows as they were before an import, in the order in which it touched them:
-- what its undoing needs. `cells` NULL: there was no such row. `version`: the
-- one that the import left; a record that has another since stays as it is.
CREATE TABLE open_before (
	import TEXT NOT NULL REFERENCES open_import (id),
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	record_id TEXT NOT NULL,
	version INTEGER NOT NULL DEFAULT 0,
	cells TEXT,
	PRIMARY KEY (import, position)
) STRICT;
CREATE INDEX open_before_of ON open_before (record_id);
