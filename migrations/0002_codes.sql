-- What the prefecture pack holds: settings, code lists by year, municipalities.

CREATE TABLE setting (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

-- A classification has versions: a code is valid from..to, and `becomes` says
-- what the next version made of it. Records keep the code of their day.
CREATE TABLE code (
	list TEXT NOT NULL,
	code TEXT NOT NULL,
	label TEXT NOT NULL,
	label_short TEXT NOT NULL,
	position INTEGER NOT NULL,
	valid_from TEXT,
	valid_to TEXT CHECK (valid_to >= valid_from),
	becomes TEXT,
	aliases TEXT NOT NULL,
	min INTEGER NOT NULL,
	max INTEGER NOT NULL,
	is_unknown INTEGER NOT NULL CHECK (is_unknown IN (0, 1)),
	PRIMARY KEY (list, code)
) STRICT;

CREATE TABLE municipality (
	code TEXT PRIMARY KEY,
	code6 TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	kana TEXT NOT NULL,
	district TEXT NOT NULL,
	aliases TEXT NOT NULL,
	tile_x INTEGER NOT NULL,
	tile_y INTEGER NOT NULL
) STRICT;

-- Regions are redrawn, and schemes disagree: which region a municipality
-- belongs to is dated, by scheme, and the administrator may change it.
CREATE TABLE municipality_region (
	municipality TEXT NOT NULL REFERENCES municipality (code),
	scheme TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	region TEXT NOT NULL,
	PRIMARY KEY (municipality, scheme, valid_from)
) STRICT;
