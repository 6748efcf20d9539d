-- The way of a child from hospital to adult life, and what is to be done on it.

-- What the pack says: a row without a step is when its stage begins; the others
-- are its checklist. A version holds from a day on.
CREATE TABLE pathway_plan (
	stage TEXT NOT NULL,
	step TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT CHECK (valid_to >= valid_from),
	position INTEGER NOT NULL,
	who TEXT,
	anchor TEXT NOT NULL,
	rule TEXT NOT NULL,
	label TEXT NOT NULL,
	detail TEXT,
	PRIMARY KEY (stage, step, valid_from)
) STRICT;

-- The days of a child from which the others follow; one row a child.
CREATE TABLE pathway (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL UNIQUE REFERENCES child (id),
	born_on TEXT,
	admission_on TEXT CHECK (admission_on >= born_on),
	discharge_on TEXT CHECK (discharge_on >= admission_on),
	nursery_on TEXT,
	school_on TEXT,
	move_on TEXT
) STRICT;

-- Which stage from when to when; before it is reached, when it is expected.
CREATE TABLE pathway_stage (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	stage TEXT NOT NULL,
	expected_on TEXT,
	from_on TEXT,
	to_on TEXT CHECK (to_on >= from_on),
	note TEXT,
	UNIQUE (child, stage)
) STRICT;
CREATE INDEX pathway_stage_expected ON pathway_stage (expected_on)
	WHERE from_on IS NULL;

-- What is to be done, by whom and when. `shift`: days somebody has moved it
-- away from where its rule puts it. No step: the child's own, with a title.
CREATE TABLE pathway_step (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	stage TEXT NOT NULL,
	step TEXT,
	title TEXT,
	who TEXT,
	owner TEXT REFERENCES person (id),
	anchor TEXT,
	shift INTEGER NOT NULL,
	due_on TEXT,
	state TEXT NOT NULL,
	note TEXT,
	done_on TEXT
) STRICT;
CREATE INDEX pathway_step_child ON pathway_step (child);
CREATE INDEX pathway_step_due ON pathway_step (due_on)
	WHERE state IN ('todo', 'waiting');
CREATE INDEX pathway_step_owner ON pathway_step (owner, due_on)
	WHERE state IN ('todo', 'waiting');

-- Each time days were moved, what was moved from where to where, so that the
-- last one can be taken back.
CREATE TABLE pathway_flow (
	id TEXT PRIMARY KEY,
	child TEXT NOT NULL REFERENCES child (id),
	at TEXT NOT NULL,
	person TEXT REFERENCES person (id),
	undone_at TEXT
) STRICT;
CREATE INDEX pathway_flow_child ON pathway_flow (child);

CREATE TABLE pathway_move (
	flow TEXT NOT NULL REFERENCES pathway_flow (id),
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	old_on TEXT,
	new_on TEXT,
	PRIMARY KEY (flow, kind, subject)
) STRICT;

-- Who reaches school age is found by birth date alone.
CREATE INDEX child_born_on ON child (born_on);
