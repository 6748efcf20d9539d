-- When whoever has not answered is written to by itself; and the same question
-- in another language, to stand below it.
ALTER TABLE survey ADD COLUMN remind_on TEXT;
ALTER TABLE survey ADD COLUMN remind_again_on TEXT;
ALTER TABLE survey ADD COLUMN language TEXT;
ALTER TABLE survey_question ADD COLUMN translation TEXT;
