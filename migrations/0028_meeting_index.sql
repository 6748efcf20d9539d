-- Far pages of the meetings that are over, and those held every year, without
-- reading every meeting there ever was.
CREATE INDEX meeting_over ON meeting (on_day, id, state);
CREATE INDEX meeting_yearly ON meeting (on_day) WHERE yearly = '1';
