-- Who applied for trainings, and came, is kept five years after the session when
-- nobody says otherwise.
INSERT INTO retention_rule (class, version, years, age) VALUES
	('training_applicant', 1, 5, NULL);
