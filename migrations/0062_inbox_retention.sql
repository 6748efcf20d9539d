-- What came from the public site is kept a year after it was answered, when
-- nobody says otherwise. A check cannot be changed in place.
CREATE TABLE retention_rule_next (
	class TEXT PRIMARY KEY CHECK (class IN ('child', 'contact', 'attachment',
		'revision', 'message')),
	version INTEGER NOT NULL,
	years INTEGER CHECK (years BETWEEN 1 AND 100),
	age INTEGER CHECK (age BETWEEN 1 AND 100)
) STRICT;
INSERT INTO retention_rule_next (class, version, years, age)
	SELECT class, version, years, age FROM retention_rule;
INSERT INTO retention_rule_next (class, version, years, age) VALUES
	('message', 1, 1, NULL);
DROP TABLE retention_rule;
ALTER TABLE retention_rule_next RENAME TO retention_rule;
