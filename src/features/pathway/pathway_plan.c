#include "features/pathway/pathway_plan.h"

#include <string.h>

struct plan
plan_now(const struct request *r)
{
	struct plan plan;

	plan.rows = codes_plan(r->codes, &plan.n);
	return plan;
}

bool
plan_row_holds(const struct plan_row *row, const char *day)
{
	return strcmp(row->valid_from, day) <= 0 &&
	    (!row->valid_to || strcmp(day, row->valid_to) <= 0);
}

const struct plan_row *
plan_of(const struct plan *plan, const char *stage, const char *step,
    const char *day)
{
	const struct plan_row *found = NULL;

	for (size_t i = 0; i < plan->n; i++) {
		const struct plan_row *row = &plan->rows[i];

		if (strcmp(row->step, step) != 0 ||
		    strcmp(row->stage, stage) != 0)
			continue;
		if (!found || (strcmp(row->valid_from, day) <= 0 &&
		    strcmp(row->valid_from, found->valid_from) > 0))
			found = row;
	}
	return found;
}
