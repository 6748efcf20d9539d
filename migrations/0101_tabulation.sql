-- 集計: questions somebody at the centre asks again and again. The answer is
-- counted each time; nothing of a child is here.
CREATE TABLE tabulation (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	title TEXT NOT NULL,
	question TEXT NOT NULL,
	made_by TEXT REFERENCES person (id),
	closed_on TEXT
) STRICT;
