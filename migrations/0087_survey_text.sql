-- What was written in answer to a survey, read by somebody of the centre. What
-- is corrected is another answer, and unread again.
CREATE TABLE survey_text_read (
	answer TEXT PRIMARY KEY REFERENCES survey_answer (id),
	read_by TEXT NOT NULL REFERENCES person (id),
	read_on TEXT NOT NULL
) STRICT;
