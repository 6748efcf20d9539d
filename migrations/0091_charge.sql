-- 役割分担: which of the bodies that are commissioned with the centre's work is in
-- charge of a function in a fiscal year, and which cooperate.
CREATE TABLE charge_year (
	year INTEGER PRIMARY KEY,
	version INTEGER NOT NULL
) STRICT;

-- Commissioned for that year, from the left of the table. `person` takes what
-- comes in for a function the body is in charge of.
CREATE TABLE charge_body (
	year INTEGER NOT NULL REFERENCES charge_year (year),
	agency TEXT NOT NULL REFERENCES agency (id),
	position INTEGER NOT NULL,
	person TEXT REFERENCES person (id),
	PRIMARY KEY (year, agency)
) STRICT;

-- The cells that are not empty: `lead` ◎, `help` 〇.
CREATE TABLE charge (
	year INTEGER NOT NULL,
	agency TEXT NOT NULL,
	function TEXT NOT NULL,
	part TEXT NOT NULL CHECK (part IN ('lead', 'help')),
	PRIMARY KEY (year, agency, function),
	FOREIGN KEY (year, agency) REFERENCES charge_body (year, agency)
		ON DELETE CASCADE
) STRICT;

-- Staff of the centre who work for one of those bodies; never together with
-- `agency`, which is for people of other organisations.
ALTER TABLE person ADD COLUMN body TEXT REFERENCES agency (id);

-- What goes out to the public: names of bodies, and no more of them.
CREATE VIEW charge_told AS
	SELECT b.year AS year, b.position AS position, a.name AS body,
		c.function AS function, c.part AS part
	FROM charge_body b JOIN agency a ON a.id = b.agency
	LEFT JOIN charge c ON c.year = b.year AND c.agency = b.agency;
