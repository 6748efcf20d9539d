-- The log is read by time, by person and by what was done; never by record.
DROP INDEX audit_record;
DROP INDEX audit_person;
CREATE INDEX audit_at ON audit (at, seq);
CREATE INDEX audit_person ON audit (person, at, seq);
-- Nearly all rows are views and lists: those are found by time.
CREATE INDEX audit_deed ON audit (verb, at, seq)
	WHERE verb NOT IN ('view', 'list');
