-- What an applicant was told by itself, each once: a reminder, that there is
-- still no seat, that papers are there.
CREATE TABLE training_told (
	applicant TEXT NOT NULL REFERENCES training_applicant (id),
	notice TEXT NOT NULL,
	on_day TEXT NOT NULL,
	PRIMARY KEY (applicant, notice)
) STRICT, WITHOUT ROWID;
