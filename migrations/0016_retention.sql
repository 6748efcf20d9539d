-- How long what is kept. A rule a class; years NULL keeps that class for good.
-- A rule erases nothing by itself: somebody looks at what is due, and says so.
CREATE TABLE retention_rule (
	class TEXT PRIMARY KEY CHECK (class IN ('child', 'contact', 'attachment',
		'revision')),
	version INTEGER NOT NULL,
	years INTEGER CHECK (years BETWEEN 1 AND 100),
	age INTEGER CHECK (age BETWEEN 1 AND 100)
) STRICT;
INSERT INTO retention_rule (class, version, years, age) VALUES
	('child', 1, 5, 20), ('contact', 1, 5, NULL),
	('attachment', 1, 5, NULL), ('revision', 1, NULL, NULL);

-- What was erased, when, by whom and by which rule: ids and numbers, nothing of
-- what they held.
CREATE TABLE erasure (
	id TEXT PRIMARY KEY,
	at TEXT NOT NULL,
	person TEXT NOT NULL REFERENCES person (id),
	class TEXT NOT NULL,
	years INTEGER NOT NULL,
	age INTEGER,
	items INTEGER NOT NULL
) STRICT;
CREATE INDEX erasure_at ON erasure (at);
CREATE TABLE erasure_item (
	erasure TEXT NOT NULL REFERENCES erasure (id),
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	PRIMARY KEY (erasure, record, record_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasure_count (
	erasure TEXT NOT NULL REFERENCES erasure (id),
	record TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (erasure, record)
) STRICT, WITHOUT ROWID;

-- What the tables of past years still count of what was erased: nobody's. The
-- month instead of the day, one child a fiscal year under a number drawn by
-- chance, and instead of the birth date a day that gives the same age then.
CREATE TABLE counted_child (
	id TEXT PRIMARY KEY,
	born_on TEXT,
	municipality TEXT,
	medical_care TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE counted_contact (
	id TEXT PRIMARY KEY,
	on_day TEXT NOT NULL CHECK (substr(on_day, 9) = '01'),
	child TEXT REFERENCES counted_child (id),
	method TEXT,
	requester TEXT,
	topics TEXT,
	partners TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_contact_counted ON counted_contact (on_day, child, method,
	requester, topics, partners);
CREATE INDEX counted_contact_child ON counted_contact (child);
