-- Which file had a service, and when, is kept by the import itself (open_entry);
-- what stood here was written now and then, and read by nobody.
DROP INDEX service_seen;
ALTER TABLE service DROP COLUMN seen_in;
ALTER TABLE service DROP COLUMN seen_on;
