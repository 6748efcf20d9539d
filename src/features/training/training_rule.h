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
	const char **sessions;			/* ids of these */
};

/* What it takes: so many sessions, and certain ones among them. */
struct training_needs {
	int64_t needed;				/* 0: no number told */
	const char **required;			/* ids of sessions */
	size_t nrequired;
};

/* The same person: the same mail; where one of them gave none, the same name
 * and organisation. Blanks and letter case make no difference. */
bool	training_same(struct arena *, const struct training_applicant *,
    const struct training_applicant *);
/* Rows of those who came, in any order, into people; `out` has room for n. */
size_t	training_people(struct arena *, const struct training_applicant *,
    size_t n, struct training_person *out);
/* Nothing told of what it takes: nobody ever does. */
bool	training_completed(const struct training_person *,
    const struct training_needs *);

#endif
