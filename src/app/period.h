#ifndef APP_PERIOD_H
#define APP_PERIOD_H

#include "app/request.h"

/* What a table is about: the days from..to, and in which year's classes it is
 * printed. */
struct period {
	const char *from, *to;	/* YYYY-MM-DD */
	int restated;		/* fiscal year, or 0: as recorded */
};

/* INVALID with faults at from, to, restated. */
enum result period_check(struct request *, const struct period *) MUST_CHECK;
/* 令和6年度, 令和6年度（4〜12月）, ... */
const char *period_label(struct arena *, const struct period *);
bool	period_is_fiscal_year(struct arena *, const struct period *);

#endif
