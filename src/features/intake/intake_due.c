#include <string.h>

#include "app/parts.h"
#include "base/date.h"
#include "features/intake/intake_private.h"
#include "features/intake/intake_sql.h"

/* An answer is asked for again after a week; support that began is looked at
 * after a month; every other step waits since the request came. */
static const char *
day_of(struct request *r, const struct intake *in, enum due_kind *kind)
{
	enum intake_step next = intake_next(in);
	bool waits = intake_mark_of(in, next) == INTAKE_WAITING;

	*kind = DUE_DAY;
	if (waits)
		return date_add_days(r->mem, next == INTAKE_CONSENT ?
		    in->consent_asked_on : in->doctor_asked_on,
		    INTAKE_ANSWER_DAYS);
	if (next == INTAKE_CLOSING && in->actor_on)
		return date_add_days(r->mem, in->actor_on,
		    INTAKE_SUPPORT_DAYS);
	*kind = DUE_NEWS;
	return in->began_on;
}

static void
add(struct request *r, const struct due_ask *ask, const struct rows *rows,
    size_t i, struct due_list *list)
{
	struct intake in;
	enum due_kind kind;
	const char *day;

	if (!record_load(r, &intake_record, rows, i, &in))
		return;
	day = day_of(r, &in, &kind);
	if (kind == DUE_DAY && ask->until && strcmp(day, ask->until) > 0)
		return;
	due_add(r, list, &(struct due){
		.kind = kind,
		.on_day = day,
		.what = intake_verb(&in),
		.child = in.child,
		.about = in.child ? NULL : arena_fmt(r->mem, "相談受付 %s",
		    in.number),
		.owner = in.staff,
		.owner_name = rows_cell(rows, i, "staff_name"),
		.url = arena_fmt(r->mem, "/intakes/%s", in.id),
	});
}

enum result
intake_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (!request_may(r, CHILD_WRITE) ||
	    !parts_any(r, &intake_record, ask->child))
		return OK;
	rc = intake_sql_waiting(r, ask->person, ask->child, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add(r, ask, &rows, i, list);
	return rc;
}
