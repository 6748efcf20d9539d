#ifndef TRAINING_RULE_H
#define TRAINING_RULE_H

#include <stdbool.h>

#include "base/arena.h"
#include "features/training/training.h"

/*
 * Who of those that came is the same person, and who completed. Pure: knows
 * neither request nor database.
 */
struct training_person {
	const struct training_applicant *first;	/* their first row */
	int64_t attended;			/* sessions, each once */
};

/* The same person: the same mail; where one of them gave none, the same name
 * and organisation. Blanks and letter case make no difference. */
bool	training_same(struct arena *, const struct training_applicant *,
    const struct training_applicant *);
/* Rows of those who came, in any order, into people; `out` has room for n. */
size_t	training_people(struct arena *, const struct training_applicant *,
    size_t n, struct training_person *out);
/* needed 0: nobody ever does. */
bool	training_completed(const struct training_person *, int64_t needed);

#endif
