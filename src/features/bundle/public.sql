-- public.db: what was published, and nothing else. It is always SQLite, made
-- anew each time and put in the place of the one before by rename; nobody ever
-- writes to it after. What goes in is told column by column in bundle_allow.c.
--
-- What is said of each column is kept by code, and tests look at it: checks in
-- here would be asked a million times for rows that nobody else can add.
--
-- Every id is the UUIDv5 of the one on the staff site, so it stays the same
-- from bundle to bundle. What is hidden of a record is NULL (0 for a number),
-- a hidden record is not there.

-- format (of this schema: 2), made_at (instant), centre, prefecture, phone,
-- phone_hours, postal, address, url, mail, inbox_key (64 hex digits). What is
-- not known is not there.
CREATE TABLE about (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

-- What the floor reads, as it stands in the casework database: settings and
-- lists that pages of the public need, municipalities, land and ways.
CREATE TABLE change_counter (
	name TEXT PRIMARY KEY,
	value INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

CREATE TABLE code (
	list TEXT NOT NULL,
	code TEXT NOT NULL,
	label TEXT NOT NULL,
	label_short TEXT NOT NULL,
	position INTEGER NOT NULL,
	valid_from TEXT,
	valid_to TEXT,
	becomes TEXT,
	aliases TEXT NOT NULL,
	min INTEGER NOT NULL,
	max INTEGER NOT NULL,
	is_unknown INTEGER NOT NULL,
	PRIMARY KEY (list, code)
) STRICT;

CREATE TABLE municipality (
	code TEXT PRIMARY KEY,
	code6 TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	kana TEXT NOT NULL,
	district TEXT NOT NULL,
	aliases TEXT NOT NULL,
	tile_x INTEGER NOT NULL,
	tile_y INTEGER NOT NULL,
	lat INTEGER NOT NULL,
	lng INTEGER NOT NULL
) STRICT;

CREATE TABLE municipality_region (
	municipality TEXT NOT NULL REFERENCES municipality (code),
	scheme TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	region TEXT NOT NULL,
	PRIMARY KEY (municipality, scheme, valid_from)
) STRICT;

CREATE TABLE neighbour (
	a TEXT NOT NULL REFERENCES municipality (code),
	b TEXT NOT NULL REFERENCES municipality (code),
	source TEXT NOT NULL,
	PRIMARY KEY (a, b, source)
) STRICT;

CREATE TABLE outline (
	municipality TEXT PRIMARY KEY REFERENCES municipality (code),
	rings TEXT NOT NULL
) STRICT;

CREATE TABLE travel (
	a TEXT NOT NULL REFERENCES municipality (code),
	b TEXT NOT NULL REFERENCES municipality (code),
	minutes INTEGER NOT NULL,
	source TEXT NOT NULL,
	changed_on TEXT NOT NULL,
	PRIMARY KEY (a, b)
) STRICT;

-- Asked for by the floor; always empty here.
CREATE TABLE pathway_plan (
	stage TEXT NOT NULL,
	step TEXT NOT NULL,
	position INTEGER NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	who TEXT NOT NULL,
	anchor TEXT NOT NULL,
	rule TEXT NOT NULL,
	label TEXT NOT NULL,
	detail TEXT
) STRICT;

-- Where the answer to a criterion stands in pub_service.answers.
CREATE TABLE directory_slot (
	criterion TEXT PRIMARY KEY,
	slot INTEGER NOT NULL UNIQUE
) STRICT;

-- 役割分担 of the latest year that has begun: who does which of the centre's
-- functions. A body without any has one row, without function and part.
CREATE TABLE pub_charge (
	year INTEGER NOT NULL,
	position INTEGER NOT NULL,
	body TEXT NOT NULL,
	function TEXT,
	part TEXT
) STRICT;

-- 法人, those alone that run a published service.
CREATE TABLE pub_organization (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	kana TEXT,
	number TEXT,
	postal TEXT,
	address TEXT,
	phone TEXT,
	fax TEXT,
	url TEXT,
	modified_at TEXT NOT NULL
) STRICT;

-- Places, those alone where a published service is given. `organization` NULL:
-- not known, or not public. Coordinates in 1/100000 degree, 0 and 0 when not
-- known; `region` is that of the day of the bundle.
CREATE TABLE pub_location (
	id TEXT PRIMARY KEY,
	organization TEXT REFERENCES pub_organization (id),
	name TEXT NOT NULL,
	kana TEXT,
	postal TEXT,
	municipality TEXT REFERENCES municipality (code),
	region TEXT NOT NULL,
	address TEXT,
	lat INTEGER NOT NULL,
	lng INTEGER NOT NULL,
	precise TEXT,
	phone TEXT,
	fax TEXT,
	url TEXT,
	mail TEXT,
	modified_at TEXT NOT NULL
) STRICT;

-- Services that are not closed. Numbers as in the directory: 0 is not told,
-- ages in months, 1200 for no end, weight 999 for any. `answers`: one letter a
-- slot, `y` `t` `n`, and `-` for what is unknown or not public. `kana` and
-- `search` (keys of text_key_loose) are those of the place and the service's
-- own name. `confirmed_on` NULL: nobody confirmed anything of what is here.
CREATE TABLE pub_service (
	id TEXT PRIMARY KEY,
	location TEXT NOT NULL REFERENCES pub_location (id),
	organization TEXT REFERENCES pub_organization (id),
	kind TEXT NOT NULL,
	number TEXT,
	name TEXT,
	status TEXT NOT NULL,
	status_on TEXT,
	capacity INTEGER NOT NULL,
	opening TEXT,
	opening_note TEXT,
	nurse_hours TEXT,
	age_from INTEGER NOT NULL,
	age_below INTEGER NOT NULL,
	weight_max INTEGER NOT NULL,
	contact TEXT,
	phone TEXT,
	mail TEXT,
	note TEXT,
	answers TEXT NOT NULL,
	confirmed_on TEXT,
	kana TEXT NOT NULL,
	search TEXT NOT NULL,
	municipality TEXT REFERENCES municipality (code),
	region TEXT NOT NULL,
	modified_at TEXT NOT NULL
) STRICT;

-- Public answers that say something: yes, terms or no. `source` is a code of
-- list directory_source; who said it stays at home.
CREATE TABLE pub_answer (
	service TEXT NOT NULL REFERENCES pub_service (id),
	criterion TEXT NOT NULL,
	answer TEXT NOT NULL,
	terms TEXT,
	source TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	PRIMARY KEY (service, criterion)
) STRICT, WITHOUT ROWID;

-- Rows of the board: public rooms of public services. fresh_days and grey_days
-- 0: as the board has them (vacancy_show).
CREATE TABLE pub_room (
	id TEXT PRIMARY KEY,
	service TEXT NOT NULL REFERENCES pub_service (id),
	label TEXT NOT NULL,
	beds INTEGER NOT NULL,
	fresh_days INTEGER NOT NULL,
	grey_days INTEGER NOT NULL
) STRICT;

-- From the day of the bundle on. `as_of` is an instant: when somebody last said
-- so. `number` NULL: not told; `reason` is a code of list few_reason.
CREATE TABLE pub_cell (
	room TEXT NOT NULL REFERENCES pub_room (id),
	day TEXT NOT NULL,
	state TEXT NOT NULL,
	reason TEXT,
	number INTEGER,
	as_of TEXT NOT NULL,
	channel TEXT NOT NULL,
	PRIMARY KEY (room, day)
) STRICT, WITHOUT ROWID;

-- Sessions of trainings to come that anybody may apply for. `course` is the same
-- for those of one training. `online`: 1 when one can come by a link, which who
-- has a seat gets by mail. `seats`: open, few, or full: then one waits.
CREATE TABLE pub_training (
	id TEXT PRIMARY KEY,
	course TEXT NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	number INTEGER NOT NULL,
	on_day TEXT NOT NULL,
	from_at TEXT,
	to_at TEXT,
	place TEXT,
	online INTEGER NOT NULL,
	theme TEXT NOT NULL,
	lecturers TEXT,
	professions TEXT,
	seats TEXT NOT NULL
) STRICT;

-- Questionnaires that are handed out, and their questions; `id` is their address.
CREATE TABLE pub_questionnaire (
	id TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	intro TEXT,
	opens_on TEXT NOT NULL,
	closes_on TEXT NOT NULL
) STRICT;

CREATE TABLE pub_question (
	questionnaire TEXT NOT NULL REFERENCES pub_questionnaire (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL,
	asked TEXT NOT NULL,
	kind TEXT NOT NULL,
	says TEXT NOT NULL,
	options TEXT,
	required TEXT,
	PRIMARY KEY (questionnaire, code)
) STRICT, WITHOUT ROWID;

-- What each record of this bundle came to, for the next one to tell what
-- changed since: a room with its cells, a service with its answers.
CREATE TABLE mark (
	id TEXT PRIMARY KEY,
	record TEXT NOT NULL,
	digest TEXT NOT NULL,
	modified_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 修了証: that there is one of this number, day and code, and whether it was
-- taken back; the code is the key of the digest. Whose it is does not go out.
CREATE TABLE pub_certificate (
	digest TEXT PRIMARY KEY,
	revoked TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where people sign in to a session on its day, by the digest of what stands in
-- the address on the poster. Only those that are open, today or later.
CREATE TABLE pub_door (
	digest TEXT PRIMARY KEY,
	on_day TEXT NOT NULL,
	title TEXT NOT NULL,
	number TEXT NOT NULL,
	theme TEXT NOT NULL,
	from_at TEXT,
	to_at TEXT,
	both_codes TEXT
) STRICT, WITHOUT ROWID;

-- What the centre tells everybody, as a second person approved it: prose.h.
-- first_on: since when there is an edition of it; files: ids, "a,b".
CREATE TABLE pub_article (
	id TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	easy TEXT,
	themes TEXT,
	region TEXT,
	event_on TEXT,
	event_at TEXT,
	place TEXT,
	first_on TEXT NOT NULL,
	publish_on TEXT NOT NULL,
	files TEXT NOT NULL
) STRICT;

-- Its pictures and documents; bytes in base64.
CREATE TABLE pub_article_file (
	id TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	type TEXT NOT NULL,
	size TEXT NOT NULL,
	bytes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every edition after the first, and what is new in it.
CREATE TABLE pub_article_change (
	article TEXT NOT NULL,
	edition TEXT NOT NULL,
	publish_on TEXT NOT NULL,
	changes TEXT,
	PRIMARY KEY (article, edition)
) STRICT, WITHOUT ROWID;

-- Articles and services, by id, and releases, by slug, that were there and were
-- taken back or closed: their pages answer 410.
CREATE TABLE pub_gone (
	id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Tables of the year that were released: approved by somebody who did not
-- prepare them. `slug` stands in their address: days, year of the classes (0:
-- as recorded), edition. `threshold`: smaller numbers are not told.
CREATE TABLE pub_release (
	slug TEXT PRIMARY KEY,
	from_day TEXT NOT NULL,
	to_day TEXT NOT NULL,
	period TEXT NOT NULL,
	restated INTEGER NOT NULL,
	edition INTEGER NOT NULL,
	threshold INTEGER NOT NULL,
	zeros INTEGER NOT NULL,
	reason TEXT,
	approved_on TEXT NOT NULL
) STRICT;

-- Line by line, in order. `number` NULL: not told. `sum`: 1 for a total.
CREATE TABLE pub_release_line (
	slug TEXT NOT NULL REFERENCES pub_release (slug),
	place INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	title TEXT NOT NULL,
	code TEXT NOT NULL,
	label TEXT NOT NULL,
	unit TEXT NOT NULL,
	number INTEGER,
	sum INTEGER NOT NULL,
	definition TEXT NOT NULL,
	footnote TEXT,
	PRIMARY KEY (slug, place)
) STRICT, WITHOUT ROWID;

-- Indexes, all of them from here on: they are made when the rows are there.
CREATE INDEX pub_location_organization ON pub_location (organization);
CREATE INDEX pub_service_location ON pub_service (location);
CREATE INDEX pub_service_organization ON pub_service (organization);
CREATE INDEX pub_service_order ON pub_service (kana, id);
CREATE INDEX pub_service_municipality ON pub_service (municipality, kind);
CREATE INDEX pub_room_service ON pub_room (service);
CREATE INDEX pub_training_day ON pub_training (on_day);
