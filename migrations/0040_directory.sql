-- The directory of places and services (事業所・受入れの台帳). Columns that are a
-- copy of something say so; src/features/directory keeps them in the same
-- transaction, and a test proves them equal.

-- 法人: who runs places.
CREATE TABLE provider (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	name TEXT NOT NULL,
	kana TEXT,
	number TEXT,
	postal TEXT,
	address TEXT,
	phone TEXT,
	fax TEXT,
	url TEXT,
	visibility TEXT NOT NULL
		CHECK (visibility IN ('public', 'supporters', 'centre')),
	centre_fields TEXT NOT NULL DEFAULT '',
	supporter_fields TEXT NOT NULL DEFAULT '',
	search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX provider_number ON provider (number)
	WHERE number IS NOT NULL;

-- 事業所の場所: where services are given. `agency` is the same house in the
-- register of organisations that the centre works with. Coordinates are in
-- 1/100000 degree, 0 and 0 when not known; `precise` says how well.
CREATE TABLE place (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	name TEXT NOT NULL,
	kana TEXT,
	provider TEXT REFERENCES provider (id),
	agency TEXT REFERENCES agency (id),
	postal TEXT,
	municipality TEXT REFERENCES municipality (code),
	address TEXT,
	lat INTEGER NOT NULL DEFAULT 0,
	lng INTEGER NOT NULL DEFAULT 0,
	precise TEXT CHECK (precise IN ('exact', 'koaza', 'oaza', 'city', 'manual')),
	phone TEXT,
	fax TEXT,
	url TEXT,
	mail TEXT,
	visibility TEXT NOT NULL
		CHECK (visibility IN ('public', 'supporters', 'centre')),
	centre_fields TEXT NOT NULL DEFAULT '',
	supporter_fields TEXT NOT NULL DEFAULT '',
	search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX place_municipality ON place (municipality);
CREATE INDEX place_provider ON place (provider);
CREATE INDEX place_agency ON place (agency) WHERE agency IS NOT NULL;
CREATE INDEX place_order ON place (kana, id);

-- 事業所×サービス種別. Numbers: 0 is not told. Ages in months; `age_below` is the
-- age at which it ends, 1200 for never. `weight_max` in kg, 999 for any.
-- `opening` and `nurse_hours` are weeks: see directory_week.h.
--
-- `answers` is a copy of the answers in directory_value, one letter for each
-- slot of directory_slot; `shown_to` the stricter visibility of the place and
-- of the service; `kana`, `search` and `municipality` those of the place;
-- `confirmed_on` the last day on which somebody confirmed something of it,
-- NULL when all it holds is open data.
CREATE TABLE service (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	place TEXT NOT NULL REFERENCES place (id),
	kind TEXT NOT NULL,
	number TEXT,
	name TEXT,
	status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'closed')),
	status_on TEXT,
	capacity INTEGER NOT NULL DEFAULT 0 CHECK (capacity >= 0),
	opening TEXT,
	opening_note TEXT,
	nurse_hours TEXT,
	age_from INTEGER NOT NULL DEFAULT 0 CHECK (age_from >= 0),
	age_below INTEGER NOT NULL DEFAULT 0 CHECK (age_below >= 0),
	weight_max INTEGER NOT NULL DEFAULT 0 CHECK (weight_max >= 0),
	contact TEXT,
	phone TEXT,
	mail TEXT,
	note TEXT,
	memo TEXT,
	visibility TEXT NOT NULL
		CHECK (visibility IN ('public', 'supporters', 'centre')),
	shown_to TEXT NOT NULL DEFAULT 'centre'
		CHECK (shown_to IN ('public', 'supporters', 'centre')),
	centre_fields TEXT NOT NULL DEFAULT '',
	supporter_fields TEXT NOT NULL DEFAULT '',
	answers TEXT NOT NULL DEFAULT '',
	confirmed_on TEXT,
	kana TEXT NOT NULL DEFAULT '',
	search TEXT NOT NULL DEFAULT '',
	municipality TEXT,
	seen_in TEXT,
	seen_on TEXT
) STRICT;
CREATE INDEX service_place ON service (place);
CREATE INDEX service_number ON service (number, kind)
	WHERE number IS NOT NULL;
CREATE INDEX service_order ON service (kana, id);
CREATE INDEX service_municipality ON service (municipality, kind);
CREATE INDEX service_seen ON service (seen_in, seen_on)
	WHERE seen_in IS NOT NULL;

-- Where the answer to a criterion stands in service.answers. A slot is given
-- once and for all, so a pack that adds a criterion rewrites no row.
CREATE TABLE directory_slot (
	criterion TEXT PRIMARY KEY,
	slot INTEGER NOT NULL UNIQUE CHECK (slot >= 0)
) STRICT;

-- Where each value comes from. `field` is a column of the record, or of a
-- service a criterion: then `value` is yes, terms, no or unknown.
CREATE TABLE directory_value (
	record TEXT NOT NULL CHECK (record IN ('provider', 'place', 'service')),
	record_id TEXT NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	terms TEXT,
	source TEXT NOT NULL CHECK (source IN ('hand', 'survey', 'open')),
	confirmed_on TEXT NOT NULL,
	told_by TEXT NOT NULL,
	visibility TEXT NOT NULL
		CHECK (visibility IN ('public', 'supporters', 'centre')),
	PRIMARY KEY (record_id, field)
) STRICT;

-- What became of each value: never changed, never deleted. `field` NULL: all
-- that was known was confirmed as it stood.
CREATE TABLE directory_history (
	id TEXT PRIMARY KEY,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	field TEXT,
	at TEXT NOT NULL,
	login TEXT NOT NULL,
	old_value TEXT,
	old_terms TEXT,
	new_value TEXT,
	new_terms TEXT,
	source TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	told_by TEXT NOT NULL
) STRICT;
CREATE INDEX directory_history_of ON directory_history (record_id, at);
CREATE INDEX directory_history_field ON directory_history (field, at);

-- What a weaker source says against a better one, and what an import lacks:
-- for somebody to accept or refuse. A record's field has one at a time.
CREATE TABLE directory_proposal (
	id TEXT PRIMARY KEY,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	terms TEXT,
	source TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	told_by TEXT NOT NULL,
	at TEXT NOT NULL,
	decided_at TEXT,
	decided_by TEXT,
	decision TEXT CHECK (decision IN ('accepted', 'refused', 'withdrawn'))
) STRICT;
CREATE UNIQUE INDEX directory_proposal_open
	ON directory_proposal (record_id, field) WHERE decided_at IS NULL;
CREATE INDEX directory_proposal_of ON directory_proposal (record_id);
