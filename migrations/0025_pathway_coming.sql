-- Who comes to which stage is counted over all children: from these alone.
DROP INDEX child_born_on;
CREATE INDEX child_coming ON child (born_on, municipality, id);
CREATE INDEX child_municipality ON child (id, municipality);
DROP INDEX pathway_stage_expected;
CREATE INDEX pathway_stage_expected ON pathway_stage
	(expected_on, stage, child) WHERE from_on IS NULL;
