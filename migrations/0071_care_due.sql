-- What is to be done about batteries and scores, by its day.
CREATE INDEX power_check ON power (check_by) WHERE check_by IS NOT NULL;
CREATE INDEX assessment_ungranted ON assessment (on_day)
	WHERE granted IS NULL AND withdrawn_on IS NULL;
