-- Whatever somebody has open goes on when they leave: each feature tells what
-- that is, so a kind is a word of theirs and no longer one of three.
CREATE TABLE handover_part (
	handover TEXT NOT NULL REFERENCES handover (id),
	kind TEXT NOT NULL,
	record_id TEXT NOT NULL,
	child TEXT REFERENCES child (id),
	PRIMARY KEY (handover, kind, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO handover_part (handover, kind, record_id, child)
	SELECT handover, CASE kind WHEN 'step' THEN 'contact'
	WHEN 'team' THEN 'team_member' ELSE 'assignment' END, record_id, child
	FROM handover_item;
DROP TABLE handover_item;
ALTER TABLE handover_part RENAME TO handover_item;
CREATE INDEX handover_item_child ON handover_item (child);

-- How many of a kind were open then, and how many of them went on.
CREATE TABLE handover_count (
	handover TEXT NOT NULL REFERENCES handover (id),
	kind TEXT NOT NULL,
	was_open INTEGER NOT NULL,
	went_on INTEGER NOT NULL,
	PRIMARY KEY (handover, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO handover_count (handover, kind, was_open, went_on)
	SELECT id, 'contact', steps, steps FROM handover WHERE steps > 0;
INSERT INTO handover_count (handover, kind, was_open, went_on)
	SELECT h.id, 'team_member', h.teams, (SELECT count(*)
	FROM handover_item i WHERE i.handover = h.id
	AND i.kind = 'team_member') FROM handover h WHERE h.teams > 0;
INSERT INTO handover_count (handover, kind, was_open, went_on)
	SELECT h.id, 'assignment', h.dispatches, (SELECT count(*)
	FROM handover_item i WHERE i.handover = h.id
	AND i.kind = 'assignment') FROM handover h WHERE h.dispatches > 0;
INSERT INTO handover_count (handover, kind, was_open, went_on)
	SELECT id, 'named_grant', grants, 0 FROM handover WHERE grants > 0;
ALTER TABLE handover DROP COLUMN steps;
ALTER TABLE handover DROP COLUMN teams;
ALTER TABLE handover DROP COLUMN dispatches;
ALTER TABLE handover DROP COLUMN grants;

-- What somebody has open, without reading all that is.
CREATE INDEX contact_open ON contact (staff, next_on)
	WHERE next_done_on IS NULL AND next_on IS NOT NULL;
CREATE INDEX person_left ON person (left_on) WHERE left_on IS NOT NULL;
