-- 家族交流会 and ピアカウンセリング: families who meet families. Who comes stands
-- with the centre alone; a family sees itself.
CREATE TABLE exchange (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	on_day TEXT NOT NULL,
	from_at TEXT,
	to_at TEXT,
	place TEXT,
	online_url TEXT,
	capacity INTEGER CHECK (capacity >= 1),
	audience TEXT,
	supporters TEXT,
	note TEXT,
	keeper TEXT REFERENCES person (id),
	cancelled_on TEXT
) STRICT;
CREATE INDEX exchange_day ON exchange (on_day);
CREATE INDEX exchange_keeper ON exchange (keeper) WHERE keeper IS NOT NULL;

-- One family, or others who come together. `child` NULL: of nobody on the
-- register. Ids sort by time: that is the order of the waiting list.
CREATE TABLE exchange_party (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	exchange TEXT NOT NULL REFERENCES exchange (id),
	child TEXT REFERENCES child (id),
	name TEXT NOT NULL,
	adults INTEGER NOT NULL CHECK (adults >= 1),
	siblings INTEGER NOT NULL CHECK (siblings >= 0),
	needs TEXT,
	mail TEXT,
	phone TEXT,
	state TEXT NOT NULL,
	source TEXT NOT NULL,
	attended TEXT
) STRICT;
CREATE INDEX exchange_party_of ON exchange_party (exchange, state);
CREATE INDEX exchange_party_child ON exchange_party (child)
	WHERE child IS NOT NULL;
-- A child's family has one place in an event.
CREATE UNIQUE INDEX exchange_party_once ON exchange_party (exchange, child)
	WHERE child IS NOT NULL AND state <> 'cancelled';

-- Whether this one may be photographed.
CREATE TABLE exchange_guest (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	party TEXT NOT NULL REFERENCES exchange_party (id),
	child TEXT REFERENCES child (id),
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	photo TEXT NOT NULL
) STRICT;
CREATE INDEX exchange_guest_party ON exchange_guest (party);
CREATE INDEX exchange_guest_child ON exchange_guest (child)
	WHERE child IS NOT NULL;

-- How it was, without names: what the year's table counts.
CREATE TABLE exchange_report (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	exchange TEXT NOT NULL UNIQUE REFERENCES exchange (id),
	families INTEGER NOT NULL CHECK (families >= 0),
	people INTEGER NOT NULL CHECK (people >= 0),
	siblings INTEGER NOT NULL CHECK (siblings >= 0),
	how TEXT,
	reported_on TEXT NOT NULL
) STRICT;

-- Peer counselling: how many times, by whom. What was said is kept nowhere.
CREATE TABLE exchange_peer (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	on_day TEXT NOT NULL,
	supporter TEXT NOT NULL,
	way TEXT NOT NULL,
	people INTEGER NOT NULL CHECK (people >= 1)
) STRICT;
CREATE INDEX exchange_peer_day ON exchange_peer (on_day);
