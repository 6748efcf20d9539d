-- What a visit took, who was there, and which contacts were one outing.
ALTER TABLE contact ADD COLUMN support TEXT;
ALTER TABLE contact ADD COLUMN participants TEXT;
ALTER TABLE contact ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN travel_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN km INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN place TEXT;
ALTER TABLE contact ADD COLUMN visit TEXT;
CREATE INDEX contact_visit ON contact (visit) WHERE visit IS NOT NULL;

-- How a text begins that is written again and again.
CREATE TABLE contact_template (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	name TEXT NOT NULL,
	body TEXT NOT NULL
) STRICT;
