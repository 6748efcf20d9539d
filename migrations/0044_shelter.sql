-- Shelters (指定避難所) and emergency sites (指定緊急避難場所). Coordinates are in
-- 1/100000 degree, 0 and 0 when not known. `imported` is the version that the
-- last import left; a row of another version was changed by hand since, and no
-- import writes over it.
CREATE TABLE shelter (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL CHECK (kind IN ('shelter', 'site')),
	name TEXT NOT NULL,
	kana TEXT,
	municipality TEXT REFERENCES municipality (code),
	postal TEXT,
	address TEXT,
	lat INTEGER NOT NULL DEFAULT 0,
	lng INTEGER NOT NULL DEFAULT 0,
	phone TEXT,
	hazards TEXT,
	welfare TEXT,
	accepts TEXT,
	capacity INTEGER NOT NULL DEFAULT 0 CHECK (capacity >= 0),
	area TEXT,
	dual TEXT,
	note TEXT,
	absent_on TEXT,
	closed_on TEXT,
	imported INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX shelter_place ON shelter (municipality, kind);
