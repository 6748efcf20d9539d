#ifndef PATHWAY_PLAN_H
#define PATHWAY_PLAN_H

#include "features/pathway/pathway.h"

/*
 * What the pack says is to be done: rows of pathway.csv in its order. A row
 * without a step ("") says when its stage begins.
 */
struct plan_row {
	const char *stage, *step;
	const char *valid_from, *valid_to;	/* valid_to NULL: goes on */
	const char *who, *anchor, *rule;
	const char *label, *detail;		/* detail NULL: none */
};

struct plan {
	const struct plan_row *rows;
	size_t n;
};

enum result plan_load(struct request *, struct plan *) MUST_CHECK;
bool	plan_row_holds(const struct plan_row *, const char *day);
/* The version of that day, else the one nearest before, else the first; NULL:
 * the pack never had such a step. */
const struct plan_row *plan_of(const struct plan *, const char *stage,
    const char *step, const char *day);

#endif
