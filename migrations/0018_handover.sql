-- Who left, and what of their open work went on to whom, in one deed. Who may
-- see the children is decided anew by whoever reads it: ids only, no content.
CREATE TABLE handover (
	id TEXT PRIMARY KEY,
	at TEXT NOT NULL,
	person TEXT NOT NULL REFERENCES person (id),
	successor TEXT REFERENCES person (id),
	last_on TEXT NOT NULL,
	made_by TEXT NOT NULL REFERENCES person (id),
	steps INTEGER NOT NULL,
	teams INTEGER NOT NULL,
	dispatches INTEGER NOT NULL,
	grants INTEGER NOT NULL,
	CHECK (successor <> person)
) STRICT;
CREATE INDEX handover_person ON handover (person, at);

-- What went on: the row it was, and the child it is about, if any.
CREATE TABLE handover_item (
	handover TEXT NOT NULL REFERENCES handover (id),
	kind TEXT NOT NULL CHECK (kind IN ('step', 'team', 'dispatch')),
	record_id TEXT NOT NULL,
	child TEXT REFERENCES child (id),
	PRIMARY KEY (handover, kind, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_item_child ON handover_item (child);
