-- 調査: a wave of questions to agencies and services. Questions are rows, not
-- screens; a question keeps its code from wave to wave, so that answers of two
-- years can be laid side by side.
CREATE TABLE survey (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	base_on TEXT NOT NULL,
	due_on TEXT CHECK (due_on >= base_on),
	intro TEXT,
	state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
	copied_from TEXT REFERENCES survey (id) CHECK (copied_from <> id)
) STRICT;
CREATE INDEX survey_state ON survey (state, base_on);

-- place: from the top, 1, 2, ...; a section holds what stands below it.
-- fills: which field or criterion of the directory an answer speaks of.
CREATE TABLE survey_question (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	survey TEXT NOT NULL REFERENCES survey (id),
	place INTEGER NOT NULL,
	code TEXT NOT NULL,
	kind TEXT NOT NULL,
	asks TEXT NOT NULL,
	help TEXT,
	choices TEXT,
	required TEXT,
	when_code TEXT,
	when_value TEXT,
	fills TEXT,
	UNIQUE (survey, code)
) STRICT;
CREATE INDEX survey_question_place ON survey_question (survey, place);

-- Who is asked. region: of that day, for the list of who has not answered.
CREATE TABLE survey_recipient (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	survey TEXT NOT NULL REFERENCES survey (id),
	agency TEXT REFERENCES agency (id),
	service TEXT REFERENCES service (id),
	name TEXT NOT NULL,
	region TEXT,
	mail TEXT,
	asked_on TEXT NOT NULL,
	mailed_on TEXT,
	UNIQUE (survey, service),
	UNIQUE (survey, agency)
) STRICT;
CREATE INDEX survey_recipient_region ON survey_recipient (survey, region, name);

-- One time somebody answered: begun, saved in parts, sent. A second one is a
-- correction; the first stays. At most one of a recipient is not sent yet.
CREATE TABLE survey_reply (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	recipient TEXT NOT NULL REFERENCES survey_recipient (id),
	number INTEGER NOT NULL CHECK (number > 0),
	channel TEXT NOT NULL,
	begun_at TEXT NOT NULL,
	sent_at TEXT,
	UNIQUE (recipient, number)
) STRICT;
CREATE UNIQUE INDEX survey_reply_open ON survey_reply (recipient)
	WHERE sent_at IS NULL;

-- value: a code, a set of codes, a number, a day; text: what was written, sealed.
CREATE TABLE survey_answer (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	reply TEXT NOT NULL REFERENCES survey_reply (id),
	question TEXT NOT NULL REFERENCES survey_question (id),
	value TEXT,
	text TEXT,
	UNIQUE (reply, question)
) STRICT;
CREATE INDEX survey_answer_question ON survey_answer (question, value);

-- What a person decided about an answer that says other than the directory.
CREATE TABLE survey_decision (
	reply TEXT NOT NULL REFERENCES survey_reply (id),
	question TEXT NOT NULL REFERENCES survey_question (id),
	decision TEXT NOT NULL CHECK (decision IN ('accepted', 'refused')),
	decided_by TEXT NOT NULL REFERENCES person (id),
	decided_on TEXT NOT NULL,
	PRIMARY KEY (reply, question)
) STRICT;
