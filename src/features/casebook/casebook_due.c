
#include "app/access.h"
#include "app/due.h"
#include "app/second_person.h"
#include "base/date.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

/* What waits to be approved, for everybody who may: not for who wrote it. */
static void
add(struct request *r, const struct rows *rows, size_t i,
    struct due_list *list)
{
	const char *since = rows_cell(rows, i, "since");
	struct casebook c;

	if (!casebook_may_make(r, rows_cell(rows, i, "child")) ||
	    !record_load(r, &casebook_record, rows, i, &c) ||
	    !second_person_is(r, c.writers, NULL))
		return;
	due_add(r, list, &(struct due){
		.kind = DUE_NEWS,
		.on_day = since ? date_of_instant(r->mem, since) : r->today,
		.what = "事例を確かめて承認する",
		.about = c.title,
		.url = arena_fmt(r->mem, "/cases/%s", c.id),
	});
}

enum result
casebook_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (!access_is_centre(r) || !request_may(r, CHILD_WRITE))
		return OK;
	rc = casebook_sql_submitted(r, ask->child, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add(r, &rows, i, list);
	return rc;
}
