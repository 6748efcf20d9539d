-- Next steps that no other record holds: given to a person, here or elsewhere.
-- Those that follow from a record (from_record, from_id) say where they began.
CREATE TABLE task (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	child TEXT REFERENCES child (id),
	owner TEXT NOT NULL REFERENCES person (id),
	due_on TEXT NOT NULL,
	note TEXT,
	made_by TEXT REFERENCES person (id),
	from_record TEXT,
	from_id TEXT,
	done_on TEXT,
	result TEXT
) STRICT;
CREATE INDEX task_open ON task (owner, due_on) WHERE done_on IS NULL;
CREATE INDEX task_due ON task (due_on) WHERE done_on IS NULL;
CREATE INDEX task_child ON task (child) WHERE child IS NOT NULL;
CREATE INDEX task_from ON task (from_record, from_id);

-- The address of a person's calendar: only its hash is kept.
CREATE TABLE calendar_feed (
	hash TEXT PRIMARY KEY,
	person TEXT NOT NULL UNIQUE REFERENCES person (id),
	made_at TEXT NOT NULL
) STRICT;
