#ifndef APP_ASKED_H
#define APP_ASKED_H

#include "app/period.h"
#include "app/record.h"

/*
 * What a person asked for by ?from&to, or ?year, with &years and &restated.
 * The last period is the one asked; before it stand whole fiscal years.
 */
enum { ASKED_MAX_YEARS = 10 };

struct asked {
	RECORD_HEAD;
	const char *from, *to;		/* as read, or as typed when faulty */
	const char *years, *restated;	/* as chosen */
	int year;			/* fiscal year, or 0: another period */
	struct period periods[ASKED_MAX_YEARS];
	size_t n;
};

/* INVALID with faults at from, to, years, restated; the fields stay filled. */
enum result asked_read(struct request *, struct asked *) MUST_CHECK;
/* "from=2024-04-01&to=2025-03-31&years=3": the same again. */
const char *asked_query(struct arena *, const struct asked *);
const struct html *asked_from_field(struct request *, const struct asked *);
const struct html *asked_to_field(struct request *, const struct asked *);
const struct html *asked_years_choices(struct request *,
    const struct asked *);
/* Of the years in which one of these code lists (NULL-ended) got new classes. */
const struct html *asked_restated_choices(struct request *,
    const struct asked *, const char *const *lists);

#endif
