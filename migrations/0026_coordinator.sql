-- Coordinators for children who need medical care: who finished the training,
-- where they work, and how many cases they take. Current cases are never
-- written here: they are counted from the rows that tie them to children.
CREATE TABLE coordinator (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	kana TEXT,
	person TEXT UNIQUE REFERENCES person (id),
	agency TEXT REFERENCES agency (id),
	municipality TEXT REFERENCES municipality (code),
	region TEXT,
	phone TEXT,
	mail TEXT,
	profession TEXT,
	trained TEXT NOT NULL,
	trained_on TEXT,
	experience INTEGER NOT NULL DEFAULT 0 CHECK (experience >= 0),
	most INTEGER NOT NULL DEFAULT 0 CHECK (most >= 0),
	willing TEXT NOT NULL,
	first_wished TEXT,
	left_on TEXT,
	note TEXT
) STRICT;
CREATE INDEX coordinator_place ON coordinator (municipality);

-- Who supports a child, with an account or without: how and when to reach
-- them. A row gives nobody a way to the record. `coordinator`: one of the
-- register was asked, and the row is one of their cases.
CREATE TABLE supporter (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	part TEXT NOT NULL,
	agency TEXT REFERENCES agency (id),
	coordinator TEXT REFERENCES coordinator (id),
	name TEXT,
	phone TEXT,
	hours TEXT,
	note TEXT,
	from_on TEXT NOT NULL,
	to_on TEXT CHECK (to_on >= from_on)
) STRICT;
CREATE INDEX supporter_child ON supporter (child);
CREATE INDEX supporter_coordinator ON supporter (coordinator, child)
	WHERE coordinator IS NOT NULL;
CREATE INDEX supporter_part ON supporter (part, child);
