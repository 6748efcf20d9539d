-- Members of the centre have no agency; everybody else speaks for one.
ALTER TABLE person ADD COLUMN agency TEXT REFERENCES agency (id);

-- What is told to nobody without a named grant.
ALTER TABLE child ADD COLUMN guarded TEXT;
