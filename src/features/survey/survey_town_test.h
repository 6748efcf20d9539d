#ifndef SURVEY_TOWN_TEST_H
#define SURVEY_TOWN_TEST_H

#include "features/survey/survey.h"
#include "tests/kit.h"

/* A survey under way, for the tests of this folder. */

/* A short stay of Hachinohe with that many places. */
void	survey_place(struct town *, const char *name, int64_t capacity,
    const char *mail);
/* One more question; numbers and choices must be answered. */
void	survey_asks(struct town *, const char *survey, const char *code,
    const char *kind, const char *choices, const char *fills);
/* A draft with a facility of 5 places to ask; asked, and open. */
const char *survey_draft(struct town *);
void	survey_begin(struct town *, const char *survey);
/* Both: one facility of 5 places is asked how many it has (beds, phone; night, wish
 * on a second page); the survey's id. */
const char *survey_opened(struct town *);
const char *survey_recipient_of(struct town *);	/* the first by name */
/* Nobody is signed in from here on, but for the link. */
void	survey_by_link(struct town *);
void	survey_answered(struct town *, const char *beds, const char *night,
    const char *wish);

#endif
