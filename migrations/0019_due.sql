-- The day's page asks which consents end soon, and who comes of age.
CREATE INDEX consent_ending ON consent (to_on) WHERE withdrawn_on IS NULL;
CREATE INDEX child_born ON child (born_on);
