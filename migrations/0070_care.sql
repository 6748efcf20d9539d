-- What keeps a child alive at home: how much care (as points of an instrument),
-- which devices, what is in stock. NULL in a number is "nobody knows", never 0.
-- A device that is no longer there and an assessment that was wrong are marked
-- with a day, not deleted.
CREATE TABLE assessment (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	instrument TEXT NOT NULL,
	on_day TEXT NOT NULL,
	assessor TEXT,
	institution TEXT,
	items TEXT,
	base INTEGER NOT NULL CHECK (base BETWEEN 0 AND 104),
	watch INTEGER NOT NULL CHECK (watch BETWEEN 0 AND 19),
	total INTEGER NOT NULL CHECK (total = base + watch),
	class TEXT,
	printed_total INTEGER CHECK (printed_total BETWEEN 1 AND 123),
	granted TEXT,
	granted_on TEXT,
	valid_until TEXT,
	-- 超重症児（者）判定スコア is another instrument: its points stand here alone.
	severe_total INTEGER CHECK (severe_total BETWEEN 1 AND 200),
	severe_seated TEXT,
	note TEXT,
	withdrawn_on TEXT,
	withdrawn_why TEXT,
	CHECK (instrument = 'super_severe'
	    OR (severe_total IS NULL AND severe_seated IS NULL)),
	CHECK (instrument <> 'super_severe' OR (total = 0 AND items IS NULL
	    AND class IS NULL AND printed_total IS NULL AND granted IS NULL))
) STRICT;
CREATE INDEX assessment_child ON assessment (child, on_day);
CREATE INDEX assessment_valid ON assessment (valid_until)
	WHERE valid_until IS NOT NULL;

CREATE TABLE device (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	kind TEXT NOT NULL,
	model TEXT,
	settings TEXT,
	critical TEXT,
	watts INTEGER CHECK (watts BETWEEN 1 AND 1500),
	internal TEXT,
	internal_minutes INTEGER CHECK (internal_minutes BETWEEN 1 AND 2880),
	external TEXT,
	battery_count INTEGER CHECK (battery_count BETWEEN 1 AND 20),
	battery_minutes INTEGER CHECK (battery_minutes BETWEEN 1 AND 2880),
	battery_since TEXT,
	battery_checked_on TEXT,
	charger TEXT,
	car_cable TEXT,
	dc_input TEXT,
	flow TEXT,
	cylinder_litres TEXT,
	pressure TEXT,
	cylinder_count INTEGER CHECK (cylinder_count BETWEEN 1 AND 20),
	supplier TEXT,
	supplier_phone TEXT,
	note TEXT,
	removed_on TEXT
) STRICT;
CREATE INDEX device_child ON device (child);

-- Things of the same sort used up (days) or at hand without electricity (kept).
CREATE TABLE supply (
	id TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	child TEXT NOT NULL REFERENCES child (id),
	item TEXT NOT NULL,
	kept TEXT,
	days INTEGER CHECK (days BETWEEN 1 AND 365),
	checked_on TEXT NOT NULL
) STRICT;
CREATE INDEX supply_child ON supply (child, item);

-- Made of the three tables above in the same deed as every change of them: what
-- a list of all children asks in a power cut. A row for every child with a device.
CREATE TABLE power (
	child TEXT PRIMARY KEY REFERENCES child (id),
	-- 1 ventilator, 2 oxygen, 3 suction, 4 other
	rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 4),
	-- Until the first critical device stops. NULL: not known, so most urgent.
	minutes INTEGER CHECK (minutes >= 0),
	-- Not less than this, counting what is known alone.
	at_least INTEGER NOT NULL CHECK (at_least >= 0),
	first_kind TEXT,
	oxygen INTEGER NOT NULL CHECK (oxygen IN (0, 1)),
	oxygen_minutes INTEGER CHECK (oxygen_minutes >= 0),
	-- Of the devices that must run; NULL: not known of one of them.
	watts INTEGER CHECK (watts >= 0),
	-- Codes of care_power.h, without those that come with time alone:
	lacks TEXT NOT NULL,
	-- the first days on which a battery is to be checked, and is too old.
	check_by TEXT,
	renew_by TEXT
) STRICT;
CREATE INDEX power_minutes ON power (minutes, rank);
