-- Children the centre knows. Birth date and municipality may be unknown: a
-- child is registered with what the caller could say.
CREATE TABLE child (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	kana TEXT,
	born_on TEXT,
	sex TEXT,
	municipality TEXT REFERENCES municipality (code),
	medical_care TEXT,
	care TEXT,
	address TEXT,
	phone TEXT,
	guardian TEXT,
	note TEXT
) STRICT;
CREATE INDEX child_changed ON child (changed);
CREATE INDEX child_place ON child (municipality, born_on);
