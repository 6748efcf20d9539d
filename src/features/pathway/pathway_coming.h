#ifndef PATHWAY_COMING_H
#define PATHWAY_COMING_H

#include "features/pathway/pathway_plan.h"

/*
 * これから移行する子: who comes to which stage in the next two years. Of a child
 * whose way is written down, by its days; of the others, by birth date alone.
 */
enum { COMING_MONTHS = 24, COMING_MAX_SLOTS = 24 };

/* Children born on these days come to a stage on that day. */
struct coming_slot {
	const struct code *stage;
	const char *on_day, *born_from, *born_to;
};

struct coming {
	const char *from, *to;		/* days asked about, inclusive; from a year
					 * ago, for those who are late */
	const char *municipality, *region, *stage;	/* NULL: all */
	struct coming_slot slots[COMING_MAX_SLOTS];
	size_t nslots;
};

/* What the address asks for, from today on. */
void	coming_ask(struct request *, struct coming *);

/* municipality, stage, n: for each that has any; all within what this person
 * may see. */
enum result coming_sql_counts(struct request *, const struct coming *,
    struct rows *) MUST_CHECK;
/* By day: the columns of child, stage, on_day, begun, nopen, nlate. */
enum result coming_sql_page(struct request *, const struct coming *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
/* How many of those seen have no birth date, and so are not among them. */
enum result coming_sql_unborn(struct request *, const struct coming *,
    int64_t *) MUST_CHECK;

#endif
