-- Who has gone through the log of which month, when, and what they noted.
-- Written once, never changed.
CREATE TABLE audit_review (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	month TEXT NOT NULL CHECK (length(month) = 7),
	person TEXT NOT NULL REFERENCES person (id),
	at TEXT NOT NULL,
	note TEXT,
	UNIQUE (month, person)
) STRICT;
