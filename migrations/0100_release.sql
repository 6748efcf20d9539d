-- A year's tables as they were told: frozen with their classes, approved by
-- somebody who did not prepare them. `document` is the release itself, exact
-- numbers and which of them are hidden; it is written once. What is approved
-- is never deleted; who may read it outside is said by release_line.
CREATE TABLE release (
	id TEXT PRIMARY KEY,
	from_day TEXT NOT NULL,
	to_day TEXT NOT NULL CHECK (to_day >= from_day),
	period TEXT NOT NULL,
	restated INTEGER NOT NULL,
	edition INTEGER NOT NULL CHECK (edition >= 1),
	corrects TEXT REFERENCES release (id),
	reason TEXT,
	threshold INTEGER NOT NULL CHECK (threshold >= 2),
	zeros INTEGER NOT NULL CHECK (zeros IN (0, 1)),
	state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'withdrawn')),
	document TEXT NOT NULL,
	hash TEXT NOT NULL,
	prepared_by TEXT NOT NULL REFERENCES person (id),
	prepared_on TEXT NOT NULL,
	approved_by TEXT REFERENCES person (id)
		CHECK (approved_by <> prepared_by),
	approved_on TEXT,
	withdrawn_by TEXT REFERENCES person (id),
	withdrawn_on TEXT,
	withdrawn_why TEXT,
	CHECK ((state = 'draft') = (approved_by IS NULL)),
	CHECK ((state = 'withdrawn') = (withdrawn_by IS NOT NULL)),
	UNIQUE (from_day, to_day, restated, edition)
) STRICT;

-- The public side of an approved one, line by line: no number where one is
-- hidden. Made at the approval; the public site gets a copy of this.
CREATE TABLE release_line (
	release TEXT NOT NULL REFERENCES release (id),
	place INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	title TEXT NOT NULL,
	code TEXT NOT NULL,
	label TEXT NOT NULL,
	unit TEXT NOT NULL,
	number INTEGER,
	sum INTEGER NOT NULL,
	definition TEXT NOT NULL,
	footnote TEXT,
	PRIMARY KEY (release, place)
) STRICT;
