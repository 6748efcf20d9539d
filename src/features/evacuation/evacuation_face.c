#include <string.h>

#include "features/evacuation/evacuation_private.h"
#include "features/evacuation/evacuation_sql.h"

/* What features further down ask of a plan. */
enum result
evacuation_in_force(struct request *r, const char *child, const char *place,
    struct plan *out)
{
	struct rows rows = { 0 };
	enum result rc = evacuation_sql_in_force(r, child, place, &rows);

	if (rc)
		return rc;
	return rows.nrows && record_load(r, &plan_record, &rows, 0, out) ?
	    OK : MISSING;
}

const char *
evacuation_destination(struct request *r, const struct plan *p,
    const char *hazard)
{
	struct plan_line line = plan_hazard_line(r, p->hazards, hazard);
	struct acceptance a;

	if (*line.cells[2])
		return line.cells[2];
	if (strcmp(line.cells[1], "go") == 0 && p->acceptance &&
	    !record_get(r, &acceptance_record, p->acceptance, &a) &&
	    !acceptance_refused(&a))
		return acceptance_name(r, &a);
	return NULL;
}

enum result
evacuation_all_in_force(struct request *r, const char *child,
    struct plan **out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = evacuation_sql_all_in_force(r, child, &rows);

	*n = 0;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (record_load(r, &plan_record, &rows, i, *out + *n))
			++*n;
	}
	return rc;
}

enum result
evacuation_confirm(struct request *r, const struct plan *p)
{
	struct plan now = *p;

	now.confirmed_on = r->today;
	return record_change(r, &plan_record, p, &now);
}
