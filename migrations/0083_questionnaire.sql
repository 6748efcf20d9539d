-- 事前・事後アンケート: what people knew before a training and after it. Nobody
-- is to know who said what: an answer has no person, no instant, no number that
-- counts up, and is sealed. See docs/why/0083-anonymous.md.
CREATE TABLE questionnaire (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	training TEXT REFERENCES training (id),
	session TEXT REFERENCES training_session (id),
	intro TEXT,
	opens_on TEXT NOT NULL,
	closes_on TEXT NOT NULL CHECK (closes_on >= opens_on),
	state TEXT NOT NULL,
	address TEXT NOT NULL UNIQUE,
	secret TEXT
) STRICT;
CREATE INDEX questionnaire_closes ON questionnaire (closes_on);

-- `code` is the same in every questionnaire that asks the same, and in both
-- halves of one; `options` are lines.
CREATE TABLE questionnaire_question (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	questionnaire TEXT NOT NULL REFERENCES questionnaire (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	asked TEXT NOT NULL,
	kind TEXT NOT NULL,
	says TEXT NOT NULL,
	options TEXT,
	required TEXT,
	UNIQUE (questionnaire, code)
) STRICT;

-- One answer: `id` is 128 random bits, never a time; `pair` is a keyed digest of
-- the words its writer made up, NULL without any; `nth` counts those of the same
-- words, so that a correction is known. No version and no change counter: both
-- would put answers in the order in which they came.
CREATE TABLE questionnaire_answer (
	id TEXT PRIMARY KEY,
	questionnaire TEXT NOT NULL REFERENCES questionnaire (id),
	phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
	on_day TEXT NOT NULL,
	pair TEXT,
	nth INTEGER NOT NULL,
	way TEXT NOT NULL CHECK (way IN ('public', 'paper')),
	answers TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX questionnaire_answer_of ON questionnaire_answer (questionnaire);
