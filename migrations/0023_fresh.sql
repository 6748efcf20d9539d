-- When this session last showed who sits there: by its password and, where
-- there is one, the second factor. Before what opens much at once it is asked
-- for again. Sessions of before are asked at the next such step.
ALTER TABLE session ADD COLUMN fresh_at TEXT;
