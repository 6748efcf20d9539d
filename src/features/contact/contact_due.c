#include "app/due.h"
#include "features/child/child.h"
#include "features/contact/contact_page.h"

static void
add_step(struct request *r, const struct rows *rows, size_t i,
    struct due_list *list)
{
	struct contact c;

	if (!record_load(r, &contact_record, rows, i, &c))
		return;
	due_add(r, list, &(struct due){
		.on_day = c.next_on,
		.what = c.next_step,
		.child = c.child,
		.about = c.caller,
		.owner = c.staff,
		.owner_name = rows_cell(rows, i, "staff_name"),
		.url = arena_fmt(r->mem, "/contacts/%s", c.id),
		.action = request_may(r, CHILD_WRITE) ? arena_fmt(r->mem,
		    "/contacts/%s/completion", c.id) : NULL,
		.version = c.version,
	});
}

enum result
contact_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (!request_may(r, CHILD_READ))
		return OK;
	rc = ask->child ? contact_open_steps_of(r, ask->child, &rows) :
	    contact_open_steps(r, ask->until, ask->person, &rows);
	if (rc)
		return rc;
	for (size_t i = 0; i < rows.nrows; i++)
		add_step(r, &rows, i, list);
	return OK;
}
