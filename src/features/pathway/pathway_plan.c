#include "features/pathway/pathway_plan.h"

#include <string.h>

#include "features/pathway/pathway_sql.h"

enum result
plan_load(struct request *r, struct plan *plan)
{
	struct rows rows = { 0 };
	enum result rc = pathway_sql_plan(r, &rows);
	struct plan_row *all;

	*plan = (struct plan){ 0 };
	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *const *c = rows.cells + i * rows.ncols;

		all[i] = (struct plan_row){ c[0], c[1], c[2], c[3], c[4], c[5],
		    c[6], c[7], c[8] };
	}
	*plan = (struct plan){ all, rows.nrows };
	return OK;
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
