#ifndef MATCHING_H
#define MATCHING_H

#include "app/feature.h"

/*
 * 受入先探し: which services may take a child, and what came of asking them.
 * The tool lists and says why; a person decides.
 */

/* What is looked for. No name, no address: it may be about nobody in particular,
 * and is what an asked place reads. */
struct profile {
	RECORD_HEAD;			/* never stored by itself */
	const char *kinds;		/* set of code list service_kind */
	const char *age;		/* 「3歳2か月」; NULL: not said */
	const char *care;		/* set of code list care */
	const char *criteria;		/* set of code list criterion */
	const char *days;		/* set of code list weekday */
	const char *from_on, *to_on;	/* room on these days; NULL: any */
	const char *from_time, *to_time;	/* "9:00"; both or none */
	const char *nurse;		/* yes_no: there all that time */
	int64_t weight;			/* kg; 0: not said */
	const char *municipality;	/* from where; NULL: not said */
	int64_t few, near, fresh;	/* weights of the order, 0 to 10 */
	const char *child;		/* whose needs; of the form only */
};

/* One search that was kept, to ask places and to hold what came of it. */
struct need {
	RECORD_HEAD;
	const char *child;		/* NULL: about no child in particular */
	const char *label;		/* for the centre: whom or what it is about */
	const char *profile;		/* matching_profile.h, as text */
	const char *begun_on;
	const char *state;		/* code list need_state */
	const char *service;		/* that took the child; NULL */
	const char *ended_on;
	const char *outcome;		/* in words */
	const char *made_by;
};

/* A question to one service. */
struct inquiry {
	RECORD_HEAD;
	const char *need;
	const char *child;		/* that of the need */
	const char *service;
	const char *asked_on, *asked_by;
	const char *question;
	const char *seen_on;		/* its link was opened; NULL: not yet */
	const char *answer;		/* code list inquiry_answer; NULL: none */
	const char *reason;		/* of a no: code list refusal_reason */
	const char *comment;
	const char *answered_on;
	const char *channel;		/* code list inquiry_channel; NULL */
};

extern const struct record need_record, inquiry_record;
extern const struct feature matching_feature;

#endif
