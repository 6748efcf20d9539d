-- What was published when, by whom: one row a bundle that left by the page.
CREATE TABLE bundle (
	id TEXT PRIMARY KEY,
	made_at TEXT NOT NULL,
	made_by TEXT NOT NULL,
	organizations INTEGER NOT NULL,
	locations INTEGER NOT NULL,
	services INTEGER NOT NULL,
	rooms INTEGER NOT NULL,
	answers INTEGER NOT NULL,
	cells INTEGER NOT NULL,
	added INTEGER NOT NULL,
	altered INTEGER NOT NULL,
	removed INTEGER NOT NULL
) STRICT;
CREATE INDEX bundle_made ON bundle (made_at);
