-- 会議体: a council and its series of meetings. The meetings themselves, who came
-- and what was decided stand where all meetings do (meeting, task); here is what
-- makes them a series.
CREATE TABLE council (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	purpose TEXT,
	region TEXT,
	keeper TEXT REFERENCES person (id),
	quorum TEXT NOT NULL,
	numbering TEXT NOT NULL,
	ended_on TEXT
) STRICT;
CREATE INDEX council_keeper ON council (keeper) WHERE keeper IS NOT NULL;

-- One term of one member. Whoever goes on, or comes instead, is a row of its
-- own that names the one before: one at most.
CREATE TABLE council_member (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	council TEXT NOT NULL REFERENCES council (id),
	name TEXT NOT NULL,
	side TEXT NOT NULL,
	agency TEXT REFERENCES agency (id),
	seat TEXT,
	observer TEXT,
	substitute TEXT,
	mail TEXT,
	from_on TEXT NOT NULL,
	to_on TEXT CHECK (to_on >= from_on),
	previous TEXT UNIQUE REFERENCES council_member (id)
) STRICT;
CREATE INDEX council_member_of ON council_member (council, from_on);
CREATE INDEX council_member_end ON council_member (to_on)
	WHERE to_on IS NOT NULL;

-- Which meeting is which of the series. `year` is the fiscal year, or 0 where
-- numbers run on.
CREATE TABLE council_meeting (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	council TEXT NOT NULL REFERENCES council (id),
	meeting TEXT NOT NULL UNIQUE REFERENCES meeting (id),
	year INTEGER NOT NULL,
	number INTEGER NOT NULL CHECK (number >= 1),
	UNIQUE (council, year, number)
) STRICT;

-- The agenda, in order of `place`. `talk`: a concern handed to the meeting, by
-- whose name it goes; else `title`.
CREATE TABLE council_item (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	council_meeting TEXT NOT NULL REFERENCES council_meeting (id),
	place INTEGER NOT NULL,
	title TEXT,
	talk TEXT UNIQUE REFERENCES concern_talk (id),
	removed_on TEXT
) STRICT;
CREATE INDEX council_item_of ON council_item (council_meeting, place);

-- Who sits there as which member, or instead of them.
CREATE TABLE council_seat (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	council_meeting TEXT NOT NULL REFERENCES council_meeting (id),
	member TEXT NOT NULL REFERENCES council_member (id),
	participant TEXT NOT NULL UNIQUE REFERENCES meeting_participant (id),
	substituted TEXT,
	UNIQUE (council_meeting, member)
) STRICT;

-- What a meeting found of something decided before: once a meeting.
CREATE TABLE council_review (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	council_meeting TEXT NOT NULL REFERENCES council_meeting (id),
	task TEXT NOT NULL REFERENCES task (id),
	state TEXT NOT NULL,
	says TEXT,
	reviewed_on TEXT NOT NULL,
	UNIQUE (council_meeting, task)
) STRICT;
CREATE INDEX council_review_task ON council_review (task);
