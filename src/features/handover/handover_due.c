#include "app/due.h"
#include "base/date.h"
#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"

/* The sheet lies on the successor's day's page for two weeks: nobody else tells
 * them where it is. */
enum { DAYS_ON_THE_PAGE = 14 };

/* For who administers: what those who left still have. */
static enum result
add_left_behind(struct request *r, struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc = owned_left_behind(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = rows_cell(&rows, i, "left_on"),
			.what = arena_fmt(r->mem, "残っている仕事%s件を引き継ぐ",
			    rows_cell(&rows, i, "n")),
			.about = arena_fmt(r->mem, "%sさん（退職・異動）",
			    rows_cell(&rows, i, "name")),
			.url = handover_path(r, rows_cell(&rows, i, "person")),
		});
	return rc;
}

static enum result
add_received(struct request *r, struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc = handover_sql_received(r, date_add_days(r->mem,
	    r->today, -DAYS_ON_THE_PAGE), &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = date_of_instant(r->mem,
			    rows_cell(&rows, i, "at")),
			.what = "引き継いだことの引継書を読む",
			.about = arena_fmt(r->mem, "%sさんから",
			    rows_cell(&rows, i, "person_name")),
			.owner = r->who->id,
			.owner_name = r->who->name,
			.url = arena_fmt(r->mem, "%s/sheet?of=%s",
			    handover_path(r, rows_cell(&rows, i, "person")),
			    rows_cell(&rows, i, "id")),
		});
	return rc;
}

enum result
handover_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	enum result rc;

	if (ask->child)
		return OK;
	rc = add_received(r, list);
	return rc || !request_may(r, ADMINISTER) ? rc :
	    add_left_behind(r, list);
}
