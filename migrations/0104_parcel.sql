-- 好事例の横展開: centres whose parcels somebody here has accepted, by the key they
-- sign with. Somebody heard its first digits over the telephone.
CREATE TABLE article_sender (
	key TEXT PRIMARY KEY,
	centre TEXT NOT NULL,
	accepted_by TEXT REFERENCES person (id),
	accepted_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
