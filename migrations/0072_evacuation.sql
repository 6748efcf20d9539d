-- 個別避難計画: one row is one edition. What was signed is never written over:
-- a revision is a new row, and the one before stays readable. `mark` says what
-- the plan was signed on, cheaply; `basis` the same in words, sealed.
CREATE TABLE acceptance (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	shelter TEXT REFERENCES shelter (id),
	name TEXT,
	kind TEXT NOT NULL,
	answer TEXT NOT NULL CHECK (answer IN ('waiting', 'yes', 'no')),
	direct TEXT,
	power TEXT,
	oxygen TEXT,
	family_limit INTEGER NOT NULL DEFAULT 0 CHECK (family_limit >= 0),
	confirmed_by TEXT,
	confirmed_on TEXT,
	note TEXT,
	CHECK (shelter IS NOT NULL OR name IS NOT NULL)
) STRICT;
CREATE INDEX acceptance_child ON acceptance (child);
CREATE INDEX acceptance_shelter ON acceptance (shelter);

CREATE TABLE plan (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	place TEXT NOT NULL CHECK (place IN ('home', 'school', 'day_service')),
	place_name TEXT,
	edition INTEGER NOT NULL CHECK (edition >= 1),
	state TEXT NOT NULL CHECK (state IN ('draft', 'meeting', 'signed',
		'shared', 'drilled', 'revised')),
	reason TEXT,
	household TEXT,
	neighbourhood TEXT,
	commissioner TEXT,
	certificates TEXT,
	diseases TEXT,
	allergies TEXT,
	blood_type TEXT,
	weight TEXT,
	weight_on TEXT,
	drugs TEXT,
	hospital TEXT,
	care_detail TEXT,
	settings TEXT,
	positions TEXT,
	communication TEXT,
	cautions TEXT,
	wishes TEXT,
	building TEXT,
	room TEXT,
	daytime TEXT,
	safety_check TEXT,
	power TEXT,
	luggage TEXT,
	hazards TEXT,
	first_hour TEXT,
	first_hour_by TEXT,
	third_hour TEXT,
	third_hour_by TEXT,
	later TEXT,
	later_by TEXT,
	helper TEXT,
	helper_address TEXT,
	helper_phone TEXT,
	contacts TEXT,
	supporters TEXT,
	acceptance TEXT REFERENCES acceptance (id),
	hospital_agreed TEXT,
	hospital_agreed_by TEXT,
	hospital_agreed_on TEXT,
	utility TEXT,
	utility_on TEXT,
	utility_number TEXT,
	meeting_on TEXT,
	meeting_people TEXT,
	signed_on TEXT,
	signed_by TEXT,
	signed_as TEXT,
	valid_until TEXT,
	shared_on TEXT,
	drilled_on TEXT,
	confirmed_on TEXT,
	review_reason TEXT,
	review_on TEXT,
	ended_on TEXT,
	previous TEXT REFERENCES plan (id),
	basis TEXT,
	mark TEXT,
	made_by TEXT REFERENCES person (id),
	CHECK (state NOT IN ('signed', 'shared', 'drilled') OR
		(signed_on IS NOT NULL AND valid_until IS NOT NULL
		AND mark IS NOT NULL)),
	CHECK ((state = 'revised') = (ended_on IS NOT NULL))
) STRICT;
-- Of a child and a place there is at most one that is being written, and one in
-- force.
CREATE UNIQUE INDEX plan_written ON plan (child, place)
	WHERE state IN ('draft', 'meeting');
CREATE UNIQUE INDEX plan_in_force ON plan (child, place)
	WHERE state IN ('signed', 'shared', 'drilled');
CREATE UNIQUE INDEX plan_edition ON plan (child, place, edition);
CREATE INDEX plan_acceptance ON plan (acceptance)
	WHERE acceptance IS NOT NULL;

-- To whom which edition went, and by which consent.
CREATE TABLE plan_share (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	plan TEXT NOT NULL REFERENCES plan (id),
	child TEXT NOT NULL REFERENCES child (id),
	agency TEXT NOT NULL REFERENCES agency (id),
	edition INTEGER NOT NULL,
	means TEXT NOT NULL,
	shared_on TEXT NOT NULL,
	shared_by TEXT REFERENCES person (id),
	consent TEXT REFERENCES consent (id)
) STRICT;
CREATE INDEX plan_share_plan ON plan_share (plan, shared_on);
CREATE INDEX plan_share_child ON plan_share (child);

CREATE TABLE drill (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	plan TEXT NOT NULL REFERENCES plan (id),
	child TEXT NOT NULL REFERENCES child (id),
	on_day TEXT NOT NULL,
	scenario TEXT NOT NULL,
	participants TEXT,
	minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0),
	luggage TEXT,
	power_tested TEXT,
	power_test TEXT,
	failed TEXT,
	next_actions TEXT,
	made_by TEXT REFERENCES person (id)
) STRICT;
CREATE INDEX drill_plan ON drill (plan, on_day);
CREATE INDEX drill_child ON drill (child, on_day);

-- What a family says has changed. Staff takes it up or says why not.
CREATE TABLE family_proposal (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	about TEXT NOT NULL,
	says TEXT NOT NULL,
	proposed_on TEXT NOT NULL,
	person TEXT REFERENCES person (id),
	state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
	answer TEXT,
	decided_by TEXT REFERENCES person (id),
	decided_on TEXT,
	CHECK ((state = 'open') = (decided_on IS NULL))
) STRICT;
CREATE INDEX family_proposal_open ON family_proposal (proposed_on) WHERE state = 'open';
CREATE INDEX family_proposal_child ON family_proposal (child);
