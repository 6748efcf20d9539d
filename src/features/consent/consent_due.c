#include <string.h>

#include "app/access.h"
#include "app/due.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/consent/consent_page.h"
#include "features/consent/consent_sql.h"

/*
 * A consent is asked for anew from a month before its end. Two months after it
 * nobody is reminded any more: then it was let go.
 */
enum { BEFORE_DAYS = 30, AFTER_DAYS = 60 };

/* It may have ended by age long before the day that is written in it. */
static void
add_ending(struct request *r, const struct rows *rows, size_t i,
    const char *from, struct due_list *list)
{
	struct consent c;
	const char *last;

	if (!record_load(r, &consent_record, rows, i, &c))
		return;
	last = consent_last_day(r->mem, &c, rows_cell(rows, i, "born_on"));
	if (!last || strcmp(last, from) < 0)
		return;
	due_add(r, list, &(struct due){
		.on_day = date_add_days(r->mem, last, -BEFORE_DAYS),
		.what = arena_fmt(r->mem, "同意をもらい直す（%s、%sまで）",
		    rows_cell(rows, i, "recipient_name"),
		    date_era(r->mem, last)),
		.child = c.child,
		.url = arena_fmt(r->mem, "/children/%s/consents", c.child),
	});
}

enum result
consent_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	const char *until = ask->until ? ask->until : r->today;
	const char *from = date_add_days(r->mem, r->today, -AFTER_DAYS);
	enum result rc;

	if (!access_is_centre(r) || !request_may(r, CHILD_WRITE) ||
	    !parts_any(r, &consent_record, ask->child))
		return OK;
	rc = consent_sql_ending(r, ask, from,
	    date_add_days(r->mem, until, BEFORE_DAYS), &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add_ending(r, &rows, i, from, list);
	return rc;
}
