-- Why somebody may see a child: every path is a row. Days are inclusive at
-- both ends; an empty to_on goes on.

-- Who agreed that what is shared with whom. Never edited: given, withdrawn.
CREATE TABLE consent (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	recipient TEXT NOT NULL REFERENCES agency (id),
	purpose TEXT NOT NULL,
	classes TEXT NOT NULL,
	given_by TEXT NOT NULL,
	given_as TEXT NOT NULL,
	given_on TEXT NOT NULL,
	text_version TEXT NOT NULL,
	explained_by TEXT NOT NULL,
	explained_at TEXT REFERENCES agency (id),
	from_on TEXT NOT NULL,
	to_on TEXT,
	emergency TEXT,
	withdrawn_on TEXT,
	withdrawn_by TEXT,
	note TEXT,
	CHECK (to_on IS NULL OR to_on >= from_on)
) STRICT;
CREATE INDEX consent_child ON consent (child, recipient);
CREATE INDEX consent_recipient ON consent (recipient, child);

-- The care team of a child.
CREATE TABLE team_member (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	person TEXT NOT NULL REFERENCES person (id),
	from_on TEXT NOT NULL,
	to_on TEXT,
	part TEXT
) STRICT;
CREATE INDEX team_member_person ON team_member (person, child);
CREATE INDEX team_member_child ON team_member (child);

-- An advisor or coordinator sent to a case: ends by itself.
CREATE TABLE assignment (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	person TEXT NOT NULL REFERENCES person (id),
	from_on TEXT NOT NULL,
	to_on TEXT NOT NULL,
	purpose TEXT
) STRICT;
CREATE INDEX assignment_person ON assignment (person, child);
CREATE INDEX assignment_child ON assignment (child);

-- The child's own family. Nothing is seen before somebody has verified who
-- they are, nor while a restriction stands.
CREATE TABLE family_member (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	person TEXT NOT NULL REFERENCES person (id),
	relation TEXT NOT NULL,
	verified_on TEXT,
	restricted TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT
) STRICT;
CREATE INDEX family_member_person ON family_member (person, child);
CREATE INDEX family_member_child ON family_member (child);

-- What is protected (abuse, custody, a hidden address) is seen by name only,
-- once two people have said so: who asks, and who approves.
CREATE TABLE named_grant (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	person TEXT NOT NULL REFERENCES person (id),
	reason TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT NOT NULL,
	asked_by TEXT NOT NULL REFERENCES person (id),
	approved_by TEXT REFERENCES person (id),
	approved_at TEXT,
	CHECK (approved_by <> asked_by)
) STRICT;
CREATE INDEX named_grant_person ON named_grant (person, child);

-- Broken glass: no other path, a reason, an hour. Reviewed by the centre.
CREATE TABLE glass (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	person TEXT NOT NULL REFERENCES person (id),
	reason TEXT NOT NULL,
	opened_at TEXT NOT NULL,
	ends_at TEXT NOT NULL,
	reviewed_by TEXT REFERENCES person (id),
	reviewed_at TEXT,
	finding TEXT
) STRICT;
CREATE INDEX glass_person ON glass (person, child);
CREATE INDEX glass_opened_at ON glass (opened_at);
