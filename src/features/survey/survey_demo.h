#ifndef SURVEY_DEMO_H
#define SURVEY_DEMO_H

#include "features/survey/survey_sheet.h"

/* What both surveys of the demo are made with. All inside its deed. */
enum { SURVEY_DEMO_QUESTIONS = 10 };

enum result survey_demo_add(struct request *, struct survey *);
enum result survey_demo_ask(struct request *, const struct survey *,
    const char *service_kind);
/* One value a question; "known": what the directory says. */
void	survey_demo_answer(struct request *, const char *recipient,
    const char *channel, const char *const *values);
/* The one of last year, finished; its id. */
enum result survey_demo_wave(struct request *, const char **id);

#endif
