-- 年次報告書: one a fiscal year, of blocks in an order: the centre's own texts, and
-- data that are counted when they are looked at. What was handed in is kept as
-- bytes (annual_edition); a second person approves those, and they never change.
CREATE TABLE annual (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	year INTEGER NOT NULL UNIQUE,
	state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved')),
	writers TEXT NOT NULL,
	submitted_by TEXT REFERENCES person (id),
	submitted_on TEXT,
	approved_by TEXT REFERENCES person (id)
		CHECK (approved_by <> submitted_by),
	approved_on TEXT
) STRICT;

-- kind: code list annual_block. body: of texts alone; as prose.h reads it.
CREATE TABLE annual_block (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	annual TEXT NOT NULL REFERENCES annual (id),
	place INTEGER NOT NULL,
	kind TEXT NOT NULL,
	heading TEXT NOT NULL,
	body TEXT,
	hidden INTEGER NOT NULL CHECK (hidden IN (0, 1))
) STRICT;
CREATE INDEX annual_block_place ON annual_block (annual, place);

-- document: app/paper_keep.h; hash: BLAKE2b of it. Not approved: still waits.
CREATE TABLE annual_edition (
	annual TEXT NOT NULL REFERENCES annual (id),
	edition INTEGER NOT NULL,
	document TEXT NOT NULL,
	hash TEXT NOT NULL,
	made_on TEXT NOT NULL,
	approved_on TEXT,
	PRIMARY KEY (annual, edition)
) STRICT, WITHOUT ROWID;
