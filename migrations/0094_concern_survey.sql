-- What was written in a survey becomes a card once.
CREATE UNIQUE INDEX concern_card_survey ON concern_card (source_id)
	WHERE source = 'survey_answer';
