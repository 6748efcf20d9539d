-- What was written in surveys is kept five years after they were due, when
-- nobody says otherwise; what was chosen stays, and is counted. Which classes
-- there are stands in the program alone from here on.
CREATE TABLE retention_rule_next (
	class TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	years INTEGER CHECK (years BETWEEN 1 AND 100),
	age INTEGER CHECK (age BETWEEN 1 AND 100)
) STRICT;
INSERT INTO retention_rule_next (class, version, years, age)
	SELECT class, version, years, age FROM retention_rule;
INSERT INTO retention_rule_next (class, version, years, age) VALUES
	('survey_answer', 1, 5, NULL);
DROP TABLE retention_rule;
ALTER TABLE retention_rule_next RENAME TO retention_rule;
