#ifndef TRAINING_MATCH_H
#define TRAINING_MATCH_H

#include "base/arena.h"
#include "features/training/training.h"

/*
 * Who of a session it is that signs in: by mail, or by the last four digits of
 * the telephone and, when several have these, the kana of the family name. Who
 * cancelled is nobody. Pure.
 */
struct training_match {
	const struct training_applicant **all;	/* those it may be */
	size_t n;
};

struct training_match training_match(struct arena *,
    const struct training_applicant *, size_t n, const char *said,
    const char *kana);
/* Sets what a sign-in at that moment changes: "only", or with both codes "start"
 * and "end". False: nothing, they had signed in before. */
bool	training_arrive(struct training_applicant *, const char *moment,
    const char *at);

#endif
