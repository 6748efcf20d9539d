-- Letters of the public site that a feature took: each is handed over once, also
-- when the reader forgot how far it got. As old as the inbox keeps them.
CREATE TABLE letter_taken (
	letter TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	at TEXT NOT NULL
) STRICT;
CREATE INDEX letter_taken_at ON letter_taken (at);
