#ifndef TESTS_KIT_TRAINING_H
#define TESTS_KIT_TRAINING_H

#include "tests/kit.h"

/* A course of the town with one session, number 1 on 2026-05-01, online, told
 * of by the public site, reminded of three days before; its id. */
const char *training_town(struct town *, const char *capacity);
/* As the centre takes it in by telephone. */
void	training_town_apply(struct town *, const char *session,
    const char *name, const char *mail);
int64_t	training_town_count(struct town *, const char *session,
    const char *state);

#endif
