#ifndef PATHWAY_PLAN_H
#define PATHWAY_PLAN_H

#include "app/codes.h"
#include "features/pathway/pathway.h"

/* What the pack says is to be done, as this request finds it. */
struct plan {
	const struct plan_row *rows;
	size_t n;
};

struct plan plan_now(const struct request *);
bool	plan_row_holds(const struct plan_row *, const char *day);
/* The version of that day, else the one nearest before, else the first; NULL:
 * the pack never had such a step. */
const struct plan_row *plan_of(const struct plan *, const char *stage,
    const char *step, const char *day);

#endif
