-- 派遣: asked for, decided, given to somebody, carried out, reported, closed. A
-- request about a child opens the way to her for whoever goes (assignment), and
-- what an advisor did is counted as such (advisor_activity).
CREATE TABLE dispatch (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	asked_on TEXT NOT NULL,
	agency TEXT REFERENCES agency (id),
	asked_by TEXT,
	phone TEXT,
	child TEXT REFERENCES child (id),
	region TEXT,
	purpose TEXT,
	request TEXT,
	wishes TEXT,
	explained TEXT,
	reason TEXT,
	decided_on TEXT,
	person TEXT REFERENCES person (id),
	planned_on TEXT,
	planned_at TEXT,
	place TEXT,
	preparation TEXT,
	carried_on TEXT,
	participants TEXT,
	content TEXT,
	devised TEXT,
	voice TEXT,
	closed_on TEXT,
	assignment TEXT REFERENCES assignment (id),
	activity TEXT REFERENCES advisor_activity (id)
) STRICT;
CREATE INDEX dispatch_state ON dispatch (state, asked_on);
CREATE INDEX dispatch_child ON dispatch (child) WHERE child IS NOT NULL;
CREATE INDEX dispatch_agency ON dispatch (agency, asked_on);
CREATE INDEX dispatch_person ON dispatch (person, state);
CREATE INDEX dispatch_carried ON dispatch (carried_on);
