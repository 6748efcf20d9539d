-- 会議: held about a child or about none, with those invited to it. A decision
-- taken there is a task (0022); who does what is part of the meeting's paper.
CREATE TABLE meeting (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT,
	state TEXT NOT NULL,
	child TEXT REFERENCES child (id),
	on_day TEXT NOT NULL,
	from_at TEXT,
	to_at TEXT,
	place_kind TEXT,
	place TEXT,
	online_url TEXT,
	agency TEXT REFERENCES agency (id),
	person TEXT REFERENCES person (id),
	yearly TEXT,
	agenda TEXT,
	minutes TEXT,
	roles TEXT,
	previous TEXT REFERENCES meeting (id),
	minutes_on TEXT,
	closed_on TEXT
) STRICT;
CREATE INDEX meeting_state ON meeting (state, on_day);
CREATE INDEX meeting_day ON meeting (on_day);
CREATE INDEX meeting_child ON meeting (child, on_day) WHERE child IS NOT NULL;
CREATE INDEX meeting_person ON meeting (person, on_day);
-- A yearly meeting has one next at most.
CREATE UNIQUE INDEX meeting_previous ON meeting (previous)
	WHERE previous IS NOT NULL;

-- The child of the meeting stands here too: whoever may not see her may not
-- see who came.
CREATE TABLE meeting_participant (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	meeting TEXT NOT NULL REFERENCES meeting (id),
	child TEXT REFERENCES child (id),
	side TEXT NOT NULL,
	person TEXT REFERENCES person (id),
	name TEXT,
	agency TEXT REFERENCES agency (id),
	mail TEXT,
	part TEXT,
	invited_on TEXT,
	answer TEXT NOT NULL,
	answered_on TEXT,
	comment TEXT,
	attended TEXT,
	removed_on TEXT
) STRICT;
CREATE INDEX meeting_participant_meeting ON meeting_participant (meeting);
CREATE INDEX meeting_participant_person ON meeting_participant (person)
	WHERE person IS NOT NULL;
CREATE INDEX meeting_participant_child ON meeting_participant (child)
	WHERE child IS NOT NULL;
