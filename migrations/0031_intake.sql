-- 相談受付: a request for support from the first call to its end. One row, each
-- step filling its own part; `skipped` names the steps that were not needed, a
-- reason beside each. It stays about nobody until a child is tied to it.
CREATE TABLE intake (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL,
	began_on TEXT NOT NULL,
	staff TEXT REFERENCES person (id),
	child TEXT REFERENCES child (id),
	child_on TEXT,
	agency TEXT REFERENCES agency (id),
	asked_by TEXT,
	situation TEXT,
	situation_on TEXT,
	consent TEXT,
	consent_asked_by TEXT,
	consent_asked_on TEXT,
	consent_on TEXT CHECK (consent_on >= consent_asked_on),
	doctor TEXT,
	doctor_asked_on TEXT,
	doctor_answer TEXT,
	doctor_on TEXT CHECK (doctor_on >= doctor_asked_on),
	doctor_note TEXT,
	actor TEXT,
	actor_person TEXT REFERENCES person (id),
	actor_agency TEXT REFERENCES agency (id),
	actor_on TEXT,
	actor_note TEXT,
	skipped TEXT,
	consent_skip TEXT,
	child_skip TEXT,
	doctor_skip TEXT,
	actor_skip TEXT,
	outcome TEXT,
	outcome_note TEXT,
	closed_on TEXT CHECK (closed_on >= began_on)
) STRICT;
CREATE INDEX intake_state ON intake (state, began_on);
CREATE INDEX intake_child ON intake (child) WHERE child IS NOT NULL;
CREATE INDEX intake_staff ON intake (staff, state);

-- The contacts of one request. A contact belongs to one at most, and goes with
-- either. `tied`: it was about nobody, until the request was tied to a child.
CREATE TABLE intake_contact (
	contact TEXT PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
	intake TEXT NOT NULL REFERENCES intake (id) ON DELETE CASCADE,
	tied INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX intake_contact_intake ON intake_contact (intake);
