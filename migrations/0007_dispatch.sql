-- What the regional advisors did: counted by region and by kind.
CREATE TABLE advisor_activity (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	on_day TEXT NOT NULL,
	region TEXT,
	kind TEXT
) STRICT;
CREATE INDEX advisor_activity_counted ON advisor_activity (on_day, region, kind);
