-- 毎年の報告様式: question sets of the pack. `question` and its row and column say
-- what a tabulation prefills; empty: answered by hand.
CREATE TABLE yearly_item (
	form TEXT NOT NULL,
	item TEXT NOT NULL,
	position INTEGER NOT NULL,
	form_label TEXT NOT NULL,
	section TEXT NOT NULL,
	label TEXT NOT NULL,
	unit TEXT,
	question TEXT,
	row_code TEXT,
	column_code TEXT,
	valid_from TEXT,
	valid_to TEXT,
	PRIMARY KEY (form, item)
) STRICT, WITHOUT ROWID;

-- What was reported, where it is other than what was counted, or was not counted.
CREATE TABLE yearly_answer (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	form TEXT NOT NULL,
	item TEXT NOT NULL,
	year INTEGER NOT NULL,
	answer TEXT NOT NULL,
	answered_by TEXT REFERENCES person (id),
	UNIQUE (form, item, year)
) STRICT;
