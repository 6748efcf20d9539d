#ifndef DIRECTORY_WEEK_H
#define DIRECTORY_WEEK_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * A week of hours, as a column keeps it: "mon 09:00-17:00,wed 13:00-24:00",
 * days in order, a day twice for two stretches; "closed" for none at all. NULL
 * or "" is not known.
 */
enum { WEEK_DAYS = 8, WEEK_STRETCHES = 3 };	/* mon ... sun, hol */

struct stretch {
	int from, to;			/* minutes from midnight, to <= 1440 */
};

struct week {
	bool known;
	struct stretch on[WEEK_DAYS][WEEK_STRETCHES];	/* to 0: none */
};

extern const char *const week_days[WEEK_DAYS];		/* "mon" */
extern const char *const week_labels[WEEK_DAYS];	/* 月 ... 日 祝 */

/* False: not such a text; *out is then not known. */
bool	week_of(const char *, struct week *out);
/* Another stretch of a day, wherever it belongs; false, and nothing done: it
 * overlaps, or is none, or there are too many. */
bool	week_add(struct week *, int day, struct stretch);
const char *week_text(struct arena *, const struct week *);
/* What a person types for one day: 9:00-17:00, 9時～17時、13-15, 休, 24時間. NULL,
 * or a sentence. "" leaves the day without hours. */
const char *week_read_day(struct arena *, const char *typed,
    struct stretch out[WEEK_STRETCHES]);
/* 月～金 9:00-17:00、土 9:00-12:00 */
const char *week_label(struct arena *, const char *);

#endif
