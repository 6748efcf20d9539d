-- A photograph of how the child lies and is held, on the back of her sheet: one
-- of her attachments.
ALTER TABLE plan ADD COLUMN photo TEXT REFERENCES attachment (id);
CREATE INDEX plan_photo ON plan (photo) WHERE photo IS NOT NULL;
