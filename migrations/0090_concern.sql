-- 課題整理: what keeps coming up, as cards, grouped by the KJ method; and what is
-- done about each group, year after year, until it is solved.
CREATE TABLE concern (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	region TEXT,
	owner TEXT REFERENCES person (id),
	state TEXT NOT NULL,
	hard TEXT,
	parent TEXT REFERENCES concern (id) CHECK (parent <> id),
	began_year INTEGER NOT NULL,
	merged TEXT REFERENCES concern (id)
) STRICT;
CREATE INDEX concern_open ON concern (merged, state);
CREATE INDEX concern_parent ON concern (parent) WHERE parent IS NOT NULL;
CREATE INDEX concern_owner ON concern (owner) WHERE owner IS NOT NULL;

-- One thing somebody said. `source` and `source_id`: where it was said; who may
-- open that is decided there. A card put onto another stays, as its origin.
CREATE TABLE concern_card (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	says TEXT NOT NULL,
	source TEXT NOT NULL,
	source_id TEXT,
	on_day TEXT NOT NULL,
	region TEXT,
	care TEXT,
	concern TEXT REFERENCES concern (id),
	merged TEXT REFERENCES concern_card (id) CHECK (merged <> id),
	removed_on TEXT
) STRICT;
CREATE INDEX concern_card_of ON concern_card (concern, on_day);
CREATE INDEX concern_card_merged ON concern_card (merged)
	WHERE merged IS NOT NULL;
-- What was refused becomes a card once.
CREATE UNIQUE INDEX concern_card_unmet ON concern_card (source_id)
	WHERE source = 'unmet';

-- What was to be done, was done and came of it in one fiscal year.
CREATE TABLE concern_year (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	concern TEXT NOT NULL REFERENCES concern (id),
	year INTEGER NOT NULL,
	state TEXT NOT NULL,
	plan TEXT,
	work TEXT,
	outcome TEXT,
	UNIQUE (concern, year)
) STRICT;

-- Handed to a meeting, and what it decided.
CREATE TABLE concern_talk (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	concern TEXT NOT NULL REFERENCES concern (id),
	meeting TEXT NOT NULL REFERENCES meeting (id),
	handed_on TEXT NOT NULL,
	decision TEXT,
	decided_on TEXT,
	UNIQUE (concern, meeting)
) STRICT;
CREATE INDEX concern_talk_meeting ON concern_talk (meeting);
