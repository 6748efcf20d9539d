-- Families that are not of the register and came to an exchange are kept five years
-- after it when nobody says otherwise; how many came stays in its report.
INSERT INTO retention_rule (class, version, years, age) VALUES
	('exchange_party', 1, 5, NULL);
