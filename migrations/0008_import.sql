-- A file somebody dropped on the import page, between the preview and the
-- confirmation, and while it is carried out. Emptied when it is done.
CREATE TABLE import_job (
	id TEXT PRIMARY KEY,
	person TEXT NOT NULL REFERENCES person (id),
	made_at TEXT NOT NULL,
	kind TEXT NOT NULL,
	file_name TEXT NOT NULL,
	content TEXT,
	state TEXT NOT NULL CHECK (state IN ('shown', 'running', 'done',
		'failed')),
	answer TEXT NOT NULL
) STRICT;
CREATE INDEX import_job_made_at ON import_job (made_at);
