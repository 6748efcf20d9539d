-- How fresh the directory is, and how answers to one criterion came about, are
-- counted over all services: from an index, without their rows.
DROP INDEX directory_history_field;
CREATE INDEX directory_history_field ON directory_history
	(field, record_id, confirmed_on, at, new_value);
DROP INDEX service_municipality;
CREATE INDEX service_municipality ON service
	(municipality, kind, status, confirmed_on);
