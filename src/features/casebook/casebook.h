#ifndef CASEBOOK_H
#define CASEBOOK_H

#include "app/feature.h"

/*
 * 事例: what was done for a child, told to others so that nobody in it is named.
 * Made at the centre from her records, edited, approved by somebody who wrote
 * none of it; from then on everybody who signs in reads it. The link to the
 * child is kept apart (table casebook_source): until it is approved, a case is
 * opened by who may see all the child's clinical data alone.
 *
 *	draft -> submitted -> approved -> withdrawn
 *	   <- edited again
 */
struct casebook {
	RECORD_HEAD;
	const char *number;
	const char *title;
	const char *state;		/* code list casebook_state */
	const char *care;		/* set of code list care */
	const char *age_band;		/* code list age_band */
	const char *region;		/* code list region */
	const char *overview;
	const char *course;		/* lines of month, who, what; TAB between */
	const char *done, *devised, *voice;
	const char *made_by;		/* id of a person */
	const char *writers;		/* ids of all who wrote, "a,b" */
	const char *approved_by, *approved_on;
	const char *confirmed;		/* why so rare a case may be told */
	const char *withdrawn_on;
};

extern const struct record casebook_record;
extern const struct feature casebook_feature;

#endif
