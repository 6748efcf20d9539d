-- A power cut or a disaster: while the children inside it are called, and
-- afterwards who was reached when. Instants are UTC.
CREATE TABLE outage (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	began_at TEXT NOT NULL,
	drill TEXT NOT NULL CHECK (drill IN ('0', '1')),
	basis TEXT,
	note TEXT,
	declared_at TEXT NOT NULL,
	declared_by TEXT REFERENCES person (id),
	closed_at TEXT,
	closed_by TEXT REFERENCES person (id),
	-- What opens records to others says by which law.
	CHECK (drill = '1' OR basis IS NOT NULL)
) STRICT;
CREATE INDEX outage_open ON outage (declared_at) WHERE closed_at IS NULL;

-- Where it is, since when there is no power, and until when. Where it comes
-- back and fails again, the row begins anew; what was is in outage_turn.
CREATE TABLE outage_area (
	outage TEXT NOT NULL REFERENCES outage (id),
	municipality TEXT NOT NULL REFERENCES municipality (code),
	cut_at TEXT NOT NULL,
	restored_at TEXT,
	PRIMARY KEY (outage, municipality)
) STRICT;
CREATE INDEX outage_area_place ON outage_area (municipality);

-- Bodies named for it beside the municipalities: fire service, police.
CREATE TABLE outage_body (
	outage TEXT NOT NULL REFERENCES outage (id),
	agency TEXT NOT NULL REFERENCES agency (id),
	PRIMARY KEY (outage, agency)
) STRICT;
CREATE INDEX outage_body_agency ON outage_body (agency);

-- What became of the event itself: declared, an area added, closed, reopened.
CREATE TABLE outage_turn (
	id TEXT PRIMARY KEY,
	outage TEXT NOT NULL REFERENCES outage (id),
	at TEXT NOT NULL,
	person TEXT REFERENCES person (id),
	verb TEXT NOT NULL,
	what TEXT NOT NULL
) STRICT;
CREATE INDEX outage_turn_of ON outage_turn (outage, at);

-- One child in it: who calls the family, and what is known. There is a row from
-- the first time somebody takes the child on; until then nobody has called.
CREATE TABLE outage_case (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	outage TEXT NOT NULL REFERENCES outage (id),
	child TEXT NOT NULL REFERENCES child (id),
	status TEXT NOT NULL CHECK (status IN ('open', 'absent', 'safe', 'help',
	    'moved')),
	note TEXT,
	destination TEXT,
	claimed_by TEXT REFERENCES person (id),
	claimed_at TEXT,
	told_at TEXT,
	told_by TEXT REFERENCES person (id),
	reached_at TEXT,
	UNIQUE (outage, child)
) STRICT;
CREATE INDEX outage_case_child ON outage_case (child);
CREATE INDEX outage_case_claim ON outage_case (claimed_by)
	WHERE claimed_by IS NOT NULL;

-- Every call and every other thing done for a child in it. Never changed.
CREATE TABLE outage_log (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	outage TEXT NOT NULL REFERENCES outage (id),
	child TEXT NOT NULL REFERENCES child (id),
	at TEXT NOT NULL,
	person TEXT REFERENCES person (id),
	verb TEXT NOT NULL,
	status TEXT,
	note TEXT
) STRICT;
CREATE INDEX outage_log_of ON outage_log (outage, child, at);
CREATE INDEX outage_log_child ON outage_log (child);

-- Batteries and generators to hand out, and who has them.
CREATE TABLE outage_stock (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	outage TEXT NOT NULL REFERENCES outage (id),
	kind TEXT NOT NULL,
	label TEXT NOT NULL,
	pieces INTEGER NOT NULL CHECK (pieces > 0),
	place TEXT
) STRICT;
CREATE INDEX outage_stock_of ON outage_stock (outage);
CREATE TABLE outage_loan (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	outage TEXT NOT NULL REFERENCES outage (id),
	stock TEXT NOT NULL REFERENCES outage_stock (id),
	child TEXT NOT NULL REFERENCES child (id),
	given_at TEXT NOT NULL,
	given_by TEXT REFERENCES person (id),
	returned_at TEXT
) STRICT;
CREATE INDEX outage_loan_stock ON outage_loan (stock) WHERE returned_at IS NULL;
CREATE INDEX outage_loan_child ON outage_loan (child);

-- The list of an event asks for all children of a place at once, and of each for
-- how long she has: out of these two alone.
CREATE INDEX child_outage ON child (municipality, id, medical_care, care,
	merged_into, version);
CREATE INDEX power_outage ON power (child, minutes, rank);
