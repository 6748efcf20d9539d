-- Sessions that the public site tells of, and how many days before those who
-- have a seat are reminded by mail; NULL: not told of, nobody is reminded.
ALTER TABLE training_session ADD COLUMN announced TEXT;
ALTER TABLE training_session ADD COLUMN remind_days INTEGER
	CHECK (remind_days BETWEEN 1 AND 30);
CREATE INDEX training_session_announced ON training_session (on_day)
	WHERE announced = '1';

-- Papers and recordings of a session, for those who had a seat in it: a file of
-- ours, or an address elsewhere. How often each was taken is counted, not by whom.
CREATE TABLE training_material (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	session TEXT NOT NULL REFERENCES training_session (id),
	title TEXT NOT NULL,
	url TEXT,
	type TEXT,
	size INTEGER CHECK (size > 0),
	removed_on TEXT,
	taken INTEGER NOT NULL DEFAULT 0,
	CHECK ((type IS NULL) = (size IS NULL) AND (type IS NULL) <> (url IS NULL))
) STRICT;
CREATE INDEX training_material_session ON training_material (session);

CREATE TABLE training_material_body (
	material TEXT PRIMARY KEY REFERENCES training_material (id),
	body TEXT NOT NULL
) STRICT;
