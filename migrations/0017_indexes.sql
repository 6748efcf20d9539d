-- The panel of a child's team asks by child.
CREATE INDEX glass_child ON glass (child);
CREATE INDEX named_grant_child ON named_grant (child);
