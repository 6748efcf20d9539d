-- The day of a session, and what follows from who came. A counted 0 is not the
-- same as nobody having counted: `headcount` NULL says that alone. A check
-- cannot be changed in place.
ALTER TABLE training_session ADD COLUMN counted INTEGER CHECK (counted >= 0);
UPDATE training_session SET counted = headcount;
ALTER TABLE training_session DROP COLUMN headcount;
ALTER TABLE training_session RENAME COLUMN counted TO headcount;

-- `required`: nobody completes the course without it. `both_codes`: who signs
-- in came only with the words of start and end.
ALTER TABLE training_session ADD COLUMN required TEXT;
ALTER TABLE training_session ADD COLUMN both_codes TEXT;

ALTER TABLE training_applicant ADD COLUMN kana TEXT;

-- `code` is printed beside the number; `digest` is the number and the day under
-- that code: what goes out to whoever checks it. `coordinator`: whom it made
-- one in the register.
ALTER TABLE training_certificate ADD COLUMN code TEXT;
ALTER TABLE training_certificate ADD COLUMN digest TEXT;
ALTER TABLE training_certificate ADD COLUMN revoked_on TEXT;
ALTER TABLE training_certificate ADD COLUMN coordinator TEXT
	REFERENCES coordinator (id);
CREATE UNIQUE INDEX training_certificate_digest ON training_certificate
	(digest);

-- 受付: where those who come to a session sign in on its day without an account.
-- `token` stands in the address on the poster, and the codes of start and end
-- are made of it; the public site knows `digest` alone.
CREATE TABLE training_door (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	session TEXT NOT NULL REFERENCES training_session (id),
	on_day TEXT NOT NULL,
	token TEXT NOT NULL,
	closed_at TEXT,
	digest TEXT NOT NULL UNIQUE,
	UNIQUE (session, on_day)
) STRICT;

-- Somebody who signed in and fits nobody of the session alone: for the desk.
-- `letter` is the one it came by. Matched or set aside, nothing of what they
-- typed is kept.
CREATE TABLE training_sign_in (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	session TEXT NOT NULL REFERENCES training_session (id),
	at TEXT NOT NULL,
	moment TEXT NOT NULL,
	why TEXT NOT NULL,
	said TEXT,
	kana TEXT,
	applicant TEXT REFERENCES training_applicant (id),
	done_on TEXT
) STRICT;
CREATE INDEX training_sign_in_open ON training_sign_in (session, done_on);
