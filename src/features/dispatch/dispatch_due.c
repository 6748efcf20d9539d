#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/parts.h"
#include "features/dispatch/dispatch_private.h"
#include "features/dispatch/dispatch_sql.h"

/* A plan is due on its day; everything else waits since it was asked for. */
static void
add(struct request *r, const struct due_ask *ask, const struct rows *rows,
    size_t i, struct due_list *list)
{
	struct dispatch d;
	bool planned;

	if (!record_load(r, &dispatch_record, rows, i, &d))
		return;
	planned = dispatch_is(&d, "assigned") && d.planned_on;
	if (!planned && !access_centre_writes(r))
		return;
	if (planned && ask->until && strcmp(d.planned_on, ask->until) > 0)
		return;
	due_add(r, list, &(struct due){
		.kind = planned ? DUE_DAY : DUE_NEWS,
		.on_day = planned ? d.planned_on : d.asked_on,
		.what = arena_fmt(r->mem, "%s：%s", codes_label(r->codes,
		    "dispatch_kind", d.kind), dispatch_next(&d)),
		.child = d.child,
		.about = rows_cell(rows, i, "agency_name"),
		.owner = d.person,
		.owner_name = rows_cell(rows, i, "person_name"),
		.url = arena_fmt(r->mem, "/dispatches/%s", d.id),
	});
}

/* What the centre has to decide is everybody's there. */
enum result
dispatch_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	const char *person = access_centre_writes(r) ? NULL : ask->person;
	struct rows rows = { 0 };
	enum result rc;

	if (!request_may(r, CHILD_READ) ||
	    !parts_any(r, &dispatch_record, ask->child))
		return OK;
	rc = dispatch_sql_waiting(r, person, ask->child, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add(r, ask, &rows, i, list);
	return rc;
}
