-- Organisations the centre works with (機関台帳).
CREATE TABLE agency (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	kana TEXT,
	kind TEXT NOT NULL,
	municipality TEXT REFERENCES municipality (code),
	address TEXT,
	phone TEXT,
	mail TEXT,
	note TEXT
) STRICT;
CREATE INDEX agency_place ON agency (municipality, kind);
