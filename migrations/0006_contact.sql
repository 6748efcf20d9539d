-- 相談・支援記録. One row a contact; corrections keep the old row in `revision`.
-- topics and partners are sets of codes ("daily,school"): a year of any size
-- is counted in one pass over contact_counted, without a join.
CREATE TABLE contact (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	on_day TEXT NOT NULL,
	child TEXT REFERENCES child (id),
	method TEXT,
	requester TEXT,
	topics TEXT,
	partners TEXT,
	caller TEXT,
	body TEXT,
	next_step TEXT,
	next_on TEXT,
	next_done_on TEXT,
	staff TEXT REFERENCES person (id)
) STRICT;
CREATE INDEX contact_child ON contact (child, on_day);
CREATE INDEX contact_counted ON contact (on_day, child, method, requester,
	topics, partners);
CREATE INDEX contact_next ON contact (next_on) WHERE next_done_on IS NULL
	AND next_on IS NOT NULL;
