-- What is written every few minutes needs no index of its own to be found by
-- time, and should not pay for one.
DROP INDEX audit_deed;
CREATE INDEX audit_rare ON audit (verb, at, seq)
	WHERE verb NOT IN ('view', 'list', 'add', 'change');
