#ifndef TRAINING_TOWN_TEST_H
#define TRAINING_TOWN_TEST_H

#include "tests/kit.h"

/* A course and its people, made on the pages. Ids are of the whole test. */
const char *town_course(struct town *, const char *needed);
const char *town_session(struct town *, const char *training,
    const char *number, const char *day, const char *capacity,
    const char *headcount);
void	town_apply(struct town *, const char *session, const char *name,
    const char *mail);
/* The one of that state with the least ("min") or greatest id. */
const char *town_applicant(struct town *, const char *session,
    const char *state, const char *which);

/* Ticks them on the page of the session. */
void	town_attend(struct town *, const char *session, const char *applicant);

#endif
