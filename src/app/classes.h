#ifndef APP_CLASSES_H
#define APP_CLASSES_H

#include "app/codes.h"
#include "app/period.h"

/*
 * The classes of a code list that are printed for one period, in list order:
 * those in force on one of its days, or those of the year it is restated to.
 */
enum { CLASSES_MOST = 64 };	/* one bit each */

struct classes {
	const char *list;
	struct period period;
	const struct code *at[CLASSES_MOST];
	size_t position[CLASSES_MOST];	/* in the whole list */
	size_t n;
	size_t unknown;		/* position of 不明; n when there is none */
};

/* BROKEN when the list has more classes than that. */
enum result classes_of(struct request *, const char *list,
    const struct period *, struct classes *) MUST_CHECK;
/* Short for regions; with its years where two have the same name. */
const char *classes_label(struct arena *, const struct classes *, size_t i);
/* What was folded into what, or NULL. */
const char *classes_footnote(struct request *, const struct classes *);
/* One bit a class that a recorded answer falls in, "a,b" of several; "" is 不明;
 * 0: none covers it. */
uint64_t classes_mask(struct request *, const struct classes *,
    const char *answer);
/* The age band in force on the first day; when restated, the band of that year,
 * for an age is known exactly. "" is 不明; "?" is in no band. */
const char *classes_band(const struct classes *, const char *born_on,
    const char *first);

#endif
