-- 研修: courses, their sessions, and who came. Those who apply are people of
-- other places, no children: names and how to reach them are sealed, profession
-- and organisation are counted.
CREATE TABLE training (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	year INTEGER NOT NULL,
	aim TEXT,
	needed INTEGER CHECK (needed >= 1)
) STRICT;
CREATE INDEX training_year ON training (year, title);

-- `headcount`: how many came, as it was counted in the hall or read off the
-- screen; NULL: those ticked by name are all there is.
CREATE TABLE training_session (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	training TEXT NOT NULL REFERENCES training (id),
	number INTEGER NOT NULL CHECK (number >= 1),
	on_day TEXT NOT NULL,
	from_at TEXT,
	to_at TEXT,
	place TEXT,
	online_url TEXT,
	theme TEXT NOT NULL,
	lecturers TEXT,
	professions TEXT,
	capacity INTEGER CHECK (capacity >= 1),
	headcount INTEGER CHECK (headcount >= 1),
	UNIQUE (training, number)
) STRICT;
CREATE INDEX training_session_day ON training_session (on_day);

-- Somebody in a session. Ids sort by time: that is the order of the waiting
-- list. `token` is the digest of the key in the mail that answers; `came_at` and
-- `left_at` are when the codes of start and end were given.
CREATE TABLE training_applicant (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	session TEXT NOT NULL REFERENCES training_session (id),
	name TEXT NOT NULL,
	profession TEXT NOT NULL,
	organization TEXT,
	mail TEXT,
	phone TEXT,
	state TEXT NOT NULL,
	source TEXT NOT NULL,
	token TEXT UNIQUE,
	came_at TEXT,
	left_at TEXT
) STRICT;
CREATE INDEX training_applicant_session ON training_applicant (session, state);

-- 修了証: who completed a course. `applicant` is one of their rows.
CREATE TABLE training_certificate (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	training TEXT NOT NULL REFERENCES training (id),
	applicant TEXT NOT NULL UNIQUE REFERENCES training_applicant (id),
	number TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	organization TEXT,
	attended INTEGER NOT NULL,
	on_day TEXT NOT NULL
) STRICT;
CREATE INDEX training_certificate_of ON training_certificate (training);
