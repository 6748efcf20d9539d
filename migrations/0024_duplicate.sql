-- One child written down twice: the second record gives its rows to the first
-- and stands no more, until somebody finds that they were two.
ALTER TABLE child ADD COLUMN merged_into TEXT REFERENCES child (id);
CREATE INDEX child_merged ON child (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE child_merge (
	id TEXT PRIMARY KEY,
	kept TEXT NOT NULL REFERENCES child (id),
	gone TEXT NOT NULL REFERENCES child (id),
	made_by TEXT NOT NULL REFERENCES person (id),
	made_at TEXT NOT NULL,
	undone_by TEXT REFERENCES person (id),
	undone_at TEXT,
	CHECK (kept <> gone)
) STRICT;
CREATE INDEX child_merge_kept ON child_merge (kept, made_at);

-- Which rows went over, so that exactly those come back.
CREATE TABLE child_merge_row (
	merge TEXT NOT NULL REFERENCES child_merge (id),
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	PRIMARY KEY (merge, record, record_id)
) STRICT, WITHOUT ROWID;
