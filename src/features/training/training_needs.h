#ifndef TRAINING_NEEDS_H
#define TRAINING_NEEDS_H

#include "features/training/training_private.h"
#include "features/training/training_rule.h"

/* What a course takes, and the same in words; *label NULL: nothing is told, and
 * nobody completes it. */
enum result training_needs_load(struct request *, const struct training *,
    struct training_needs *, const char **label) MUST_CHECK;

#endif
