-- The vacancy board: a room of a service, a cell a day.
CREATE TABLE room (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	service TEXT NOT NULL REFERENCES service (id),
	label TEXT NOT NULL,
	beds INTEGER NOT NULL,
	mail TEXT,
	keeper TEXT REFERENCES person (id),
	visibility TEXT NOT NULL,
	paused TEXT NOT NULL,
	fresh_days INTEGER NOT NULL,
	grey_days INTEGER NOT NULL,
	told_at TEXT,
	reminded_on TEXT
) STRICT;
CREATE INDEX room_service ON room (service);

-- as_of: when somebody last said that it is so; told_at: since when it is so.
CREATE TABLE cell (
	room TEXT NOT NULL REFERENCES room (id),
	day TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'few', 'full', 'closed')),
	reason TEXT,
	number INTEGER,
	as_of TEXT NOT NULL,
	told_at TEXT NOT NULL,
	told_by TEXT NOT NULL,
	channel TEXT NOT NULL,
	PRIMARY KEY (room, day)
) STRICT;
CREATE INDEX cell_day ON cell (day, room);
-- What stood there before, until something else was said.
CREATE TABLE cell_past (
	id TEXT PRIMARY KEY,
	room TEXT NOT NULL,
	day TEXT NOT NULL,
	state TEXT NOT NULL,
	reason TEXT,
	number INTEGER,
	as_of TEXT NOT NULL,
	told_at TEXT NOT NULL,
	told_by TEXT NOT NULL,
	channel TEXT NOT NULL,
	until TEXT NOT NULL
) STRICT;
CREATE INDEX cell_past_of ON cell_past (room, until);

-- Asked for and not had: by day, care and region, about nobody in particular.
CREATE TABLE unmet (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	asked_on TEXT NOT NULL,
	wanted_on TEXT,
	kind TEXT NOT NULL,
	region TEXT NOT NULL,
	care TEXT,
	age_band TEXT,
	reason TEXT NOT NULL,
	note TEXT
) STRICT;
CREATE INDEX unmet_day ON unmet (asked_on);
