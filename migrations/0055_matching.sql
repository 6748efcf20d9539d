-- Looking for a place that takes a child: what is needed, whom we asked, what
-- came of it. child NULL: about nobody in particular.
CREATE TABLE need (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT REFERENCES child (id),
	label TEXT,
	profile TEXT NOT NULL,
	begun_on TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'placed', 'unfilled', 'ended')),
	service TEXT REFERENCES service (id),
	ended_on TEXT,
	outcome TEXT,
	made_by TEXT REFERENCES person (id)
) STRICT;
CREATE INDEX need_open ON need (state, begun_on);
CREATE INDEX need_child ON need (child) WHERE child IS NOT NULL;

CREATE TABLE inquiry (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	need TEXT NOT NULL REFERENCES need (id),
	child TEXT REFERENCES child (id),
	service TEXT NOT NULL REFERENCES service (id),
	asked_on TEXT NOT NULL,
	asked_by TEXT REFERENCES person (id),
	question TEXT,
	seen_on TEXT,
	answer TEXT,
	reason TEXT,
	comment TEXT,
	answered_on TEXT,
	channel TEXT,
	UNIQUE (need, service)
) STRICT;
CREATE INDEX inquiry_child ON inquiry (child) WHERE child IS NOT NULL;
CREATE INDEX inquiry_waiting ON inquiry (asked_on) WHERE answer IS NULL;
CREATE INDEX inquiry_service ON inquiry (service);
