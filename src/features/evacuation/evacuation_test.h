#ifndef EVACUATION_TEST_H
#define EVACUATION_TEST_H

#include "tests/kit.h"

/* A child of 青森市 with a home plan, and how far it has come. */
const char *plan_test_child(struct town *);
const char *plan_test_new(struct town *, const char *child);
/* Fills in what a signature asks for, with `hospital` as the place to go. */
void	plan_test_fill(struct town *, const char *plan);
/* An acceptance with that answer; its id. */
const char *plan_test_asked(struct town *, const char *plan,
    const char *answer);
/* Through meeting and signature, on today. */
void	plan_test_sign(struct town *, const char *plan);
const char *plan_test_version(struct town *, const char *plan);
void	plan_test_agree(struct town *, const char *child, const char *agency,
    const char *purpose);

#endif
