-- 公表する記事: news, events, documents, cases, centres of the prefectures around.
-- `article` is what is being written; `article_edition` is what a second person
-- approved, word by word, and never changes: that alone goes out.
CREATE TABLE article (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	easy TEXT,
	themes TEXT,
	region TEXT,
	event_on TEXT,
	event_at TEXT,
	place TEXT,
	publish_on TEXT,
	changes TEXT,
	state TEXT NOT NULL,
	confirmed TEXT,
	origin TEXT,
	writers TEXT,
	written_by TEXT REFERENCES person (id),
	submitted_by TEXT REFERENCES person (id),
	submitted_on TEXT,
	approved_by TEXT REFERENCES person (id),
	approved_on TEXT,
	withdrawn_on TEXT,
	withdrawn_why TEXT,
	CHECK (state <> 'approved' OR approved_by <> submitted_by)
) STRICT;
CREATE INDEX article_list ON article (state, kind);

-- A picture or a document of an article: `bytes` in base64, without what tells
-- about who made it. `title` says what it shows.
CREATE TABLE article_file (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	article TEXT NOT NULL REFERENCES article (id),
	title TEXT NOT NULL,
	type TEXT NOT NULL,
	size INTEGER NOT NULL,
	added_by TEXT REFERENCES person (id),
	added_on TEXT NOT NULL,
	removed_on TEXT
) STRICT;
CREATE INDEX article_file_of ON article_file (article);
CREATE TABLE article_bytes (
	file TEXT PRIMARY KEY REFERENCES article_file (id),
	bytes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article_edition (
	article TEXT NOT NULL REFERENCES article (id),
	edition INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	easy TEXT,
	themes TEXT,
	region TEXT,
	event_on TEXT,
	event_at TEXT,
	place TEXT,
	changes TEXT,
	files TEXT NOT NULL,
	publish_on TEXT NOT NULL,
	first_on TEXT NOT NULL,
	approved_on TEXT NOT NULL,
	withdrawn_on TEXT,
	PRIMARY KEY (article, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_edition_out ON article_edition (publish_on);
