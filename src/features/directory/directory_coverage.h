#ifndef DIRECTORY_COVERAGE_H
#define DIRECTORY_COVERAGE_H

#include "app/codes.h"
#include "features/directory/directory_page.h"

/* What the page of coverage counts. */

/* A service that is not closed: how long ago it was confirmed. */
struct aged {
	const char *region, *kind;
	int days;			/* negative: never */
};
enum result directory_sql_aged(struct request *, struct aged **, size_t *n)
    MUST_CHECK;

enum { GROWTH_YEARS = 5, GROWTH_REGIONS = 20 };

/* Places with a service that takes it, on terms or without, at the end of each
 * fiscal year; of this one, today. An answer holds from the day it was told. */
struct growth {
	int first;			/* fiscal year of n[0] */
	const struct code *regions[GROWTH_REGIONS];
	size_t nregions;
	int64_t n[GROWTH_YEARS][GROWTH_REGIONS];
};
enum result directory_sql_growth(struct request *, const char *criterion,
    struct growth *) MUST_CHECK;

#endif
