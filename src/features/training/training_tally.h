#ifndef TRAINING_TALLY_H
#define TRAINING_TALLY_H

#include "features/training/training_private.h"

/* Of those who came by name: how often somebody did, and how many people that
 * were, by profession or by organisation. */
struct training_tally {
	const char *label;
	int64_t came, people;
};

enum training_by { TRAINING_BY_PROFESSION, TRAINING_BY_ORGANIZATION };

/* Those of most first. */
size_t	training_tally(struct request *, enum training_by,
    const struct training_applicant *came, size_t n, struct training_tally **);
/* All who came to sessions of a fiscal year, or of one course (the other is 0
 * or NULL). */
enum result training_came_load(struct request *, int64_t year,
    const char *training, struct training_applicant **, size_t *n) MUST_CHECK;

#endif
