#ifndef EVACUATION_REVIEW_H
#define EVACUATION_REVIEW_H

#include "features/evacuation/evacuation_private.h"

/* Why a plan in force is to be looked at again, in words; NULL: it is not.
 * Whoever does not see all it stands on is not told that it changed. */
const char *plan_review_says(struct request *, const struct plan *);

#endif
