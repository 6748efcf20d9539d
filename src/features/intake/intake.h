#ifndef INTAKE_H
#define INTAKE_H

#include "app/feature.h"

/*
 * 相談受付: a request for support as one thread, from the contact it began with
 * to its end: situation, the family's consent through who referred them, the
 * child, the attending doctor, who acts, outcome. What comes next follows from
 * what is filled in. Without a child it is the centre's alone.
 */
struct intake {
	RECORD_HEAD;
	const char *number;
	const char *state;		/* code list intake_state */
	const char *began_on;
	const char *staff;		/* id of who took it on */
	const char *child, *child_on;	/* child_on NULL: it began with her */
	const char *agency;		/* who refers the family */
	const char *asked_by;		/* a name, and where to call */
	const char *situation, *situation_on;
	const char *consent;		/* code list intake_consent */
	const char *consent_asked_by;	/* who asks the family */
	const char *consent_asked_on, *consent_on;
	const char *doctor;		/* a name and a hospital */
	const char *doctor_asked_on;
	const char *doctor_answer;	/* code list intake_doctor */
	const char *doctor_on, *doctor_note;
	const char *actor;		/* code list intake_actor */
	const char *actor_person, *actor_agency;
	const char *actor_on, *actor_note;
	const char *skipped;		/* set of code list intake_step */
	const char *consent_skip, *child_skip, *doctor_skip, *actor_skip;
	const char *outcome;		/* code list intake_outcome */
	const char *outcome_note;
	const char *closed_on;
};

extern const struct record intake_record;
extern const struct feature intake_feature;

#endif
