-- Where a municipality is, for distances and for pins of which nothing better
-- is known: in 1/100000 degree, 0 and 0 when the pack does not say.
ALTER TABLE municipality ADD COLUMN lat INTEGER NOT NULL DEFAULT 0;
ALTER TABLE municipality ADD COLUMN lng INTEGER NOT NULL DEFAULT 0;

-- Municipalities that touch, for ways that go around the sea. What imported
-- outlines say (`outline`) goes before what the pack says.
CREATE TABLE neighbour (
	a TEXT NOT NULL REFERENCES municipality (code),
	b TEXT NOT NULL REFERENCES municipality (code) CHECK (a < b),
	source TEXT NOT NULL CHECK (source IN ('outline', 'pack')),
	PRIMARY KEY (a, b, source)
) STRICT;

-- The outlines an operator imported, made small enough to draw: rings of
-- "lat,lng" in 1/10000 degree. A territory may be in several parts.
CREATE TABLE outline (
	municipality TEXT PRIMARY KEY REFERENCES municipality (code),
	rings TEXT NOT NULL
) STRICT;

-- Minutes by car that somebody knows, by an imported table or corrected by
-- hand: they go before any estimate. One row a pair, for both ways.
CREATE TABLE travel (
	a TEXT NOT NULL REFERENCES municipality (code),
	b TEXT NOT NULL REFERENCES municipality (code) CHECK (a <= b),
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
	source TEXT NOT NULL CHECK (source IN ('hand', 'table')),
	changed_on TEXT NOT NULL,
	PRIMARY KEY (a, b)
) STRICT;
