-- Pages that look far back or over everybody read these and not the rows: a
-- list of contacts or of what is done skips thousands to show fifty, a
-- person's day asks for the open steps of all her children, and coverage for
-- who supports whom today.
DROP INDEX contact_counted;
CREATE INDEX contact_counted ON contact (on_day, id, child, method, requester,
	topics, partners);
CREATE INDEX task_done ON task (done_on, id, owner, child)
	WHERE done_on IS NOT NULL;
CREATE INDEX pathway_step_open ON pathway_step (child, due_on, owner, id)
	WHERE state IN ('todo', 'waiting');
DROP INDEX supporter_coordinator;
CREATE INDEX supporter_coordinator ON supporter (coordinator, child, from_on,
	to_on) WHERE coordinator IS NOT NULL;
DROP INDEX supporter_part;
CREATE INDEX supporter_part ON supporter (part, child, from_on, to_on);
