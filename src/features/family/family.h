#ifndef FAMILY_H
#define FAMILY_H

#include "app/feature.h"

/*
 * わが子: what a family reads and says about their own child: the card, the
 * plan, what has changed, and once a year that it is still so. One thing a page,
 * in large type. Staff takes up what they say, or answers why not.
 */
struct family_proposal {
	RECORD_HEAD;
	const char *child, *says;
	const char *about;		/* code list proposal_about */
	const char *proposed_on, *person;
	const char *state;		/* code list proposal_state */
	const char *answer, *decided_by, *decided_on;
};

extern const struct record family_proposal_record;
extern const struct feature family_feature;

#endif
