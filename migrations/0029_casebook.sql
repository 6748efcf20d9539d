-- 事例集: what was done for a child, told so that nobody in it is named. The
-- case itself says nothing of whom it is about; which records it was made from
-- stands apart, and goes when the child is erased.
CREATE TABLE casebook (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL,
	state TEXT NOT NULL,
	care TEXT,
	age_band TEXT,
	region TEXT,
	overview TEXT,
	course TEXT,
	done TEXT,
	devised TEXT,
	voice TEXT,
	made_by TEXT NOT NULL REFERENCES person (id),
	writers TEXT NOT NULL,
	approved_by TEXT REFERENCES person (id),
	approved_on TEXT,
	confirmed TEXT,
	withdrawn_on TEXT,
	CHECK (approved_by <> made_by)
) STRICT;
CREATE INDEX casebook_state ON casebook (state, approved_on);

-- The child ('child') and the records chosen; no row of it once she is erased.
CREATE TABLE casebook_source (
	casebook TEXT NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	PRIMARY KEY (casebook, record, record_id)
) STRICT;
CREATE INDEX casebook_source_child ON casebook_source (child);
