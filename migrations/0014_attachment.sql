-- Paper, photographs and letters about a child. What a file tells of her are
-- its classes: seen by whoever may see all of them. Never deleted: taken out,
-- with the reason.
CREATE TABLE attachment (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	of_record TEXT NOT NULL CHECK (of_record IN ('child', 'consent',
		'contact')),
	of_id TEXT NOT NULL,
	classes TEXT NOT NULL,
	title TEXT NOT NULL,
	type TEXT NOT NULL CHECK (type IN ('image/jpeg', 'image/png',
		'application/pdf')),
	size INTEGER NOT NULL CHECK (size > 0),
	added_on TEXT NOT NULL,
	added_by TEXT REFERENCES person (id),
	removed_on TEXT,
	removed_by TEXT REFERENCES person (id),
	removed_why TEXT,
	CHECK ((removed_on IS NULL) = (removed_why IS NULL))
) STRICT;
CREATE INDEX attachment_child ON attachment (child, added_on);
CREATE INDEX attachment_of ON attachment (of_record, of_id);

-- The file itself, sealed; apart, so that taking a file out does not write it
-- anew.
CREATE TABLE attachment_body (
	attachment TEXT PRIMARY KEY REFERENCES attachment (id),
	body TEXT NOT NULL
) STRICT;
