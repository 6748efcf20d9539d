#include "features/evacuation/evacuation_review.h"

#include <string.h>

#include "app/codes.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/evacuation/evacuation_basis.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_sql.h"

/* What the family and the team change anywhere brings the plan back here. */
static bool
sees_basis(struct request *r, const struct plan *p)
{
	return record_shows(r, &plan_record, record_field(&plan_record,
	    "basis"), p) && record_shows(r, &plan_record,
	    record_field(&plan_record, "reason"), p);
}

/* The mark is cheap, and moves for changes that do not matter too. */
static const char *
changed(struct request *r, const struct plan *p, const char *now_mark)
{
	const char *basis;

	if (!p->mark || !now_mark || strcmp(p->mark, now_mark) == 0 ||
	    !sees_basis(r, p) || plan_basis(r, p, &basis))
		return NULL;
	basis = plan_basis_differs(r, p->basis ? p->basis : "", basis);
	return basis ? arena_fmt(r->mem, "%sが、署名のときから変わりました。",
	    basis) : NULL;
}

static const char *
says(struct request *r, const struct plan *p, const char *now_mark)
{
	const char *differs = changed(r, p, now_mark);

	if (differs)
		return differs;
	if (p->review_on)
		return p->review_reason ? codes_label(r->codes, "plan_review",
		    p->review_reason) : "見直しの申し出";
	if (p->valid_until && strcmp(p->valid_until, r->today) < 0)
		return "署名から1年たちました。";
	return NULL;
}

const char *
plan_review_says(struct request *r, const struct plan *p)
{
	return says(r, p, evacuation_sql_mark(r, p->child, p->acceptance));
}

/* Bytes of the full stop that a sentence loses in brackets. */
static size_t
ends_in_stop(const char *text)
{
	static const char stop[] = "。";
	size_t n = strlen(text), of_stop = sizeof(stop) - 1;

	return n >= of_stop && strcmp(text + n - of_stop, stop) == 0 ?
	    of_stop : 0;
}

static void
add(struct request *r, const struct due_ask *ask, const struct plan *p,
    const char *now_mark, struct due_list *list)
{
	const char *why = says(r, p, now_mark);
	const char *warn = p->valid_until ? date_add_days(r->mem,
	    p->valid_until, -PLAN_WARN_DAYS) : NULL;
	const char *on_day = p->review_on ? p->review_on : why ? r->today :
	    warn;

	if (!on_day)
		return;
	if (warn && strcmp(warn, on_day) < 0)
		on_day = warn;
	if (strcmp(on_day, ask->until ? ask->until : r->today) > 0)
		return;
	due_add(r, list, &(struct due){
		.kind = DUE_DAY,
		.on_day = on_day,
		.what = why ? arena_fmt(r->mem, "個別避難計画を見直す（%.*s）",
		    (int)(strlen(why) - ends_in_stop(why)), why) : "個別避難計画を見直す（署名から1年）",
		.child = p->child,
		.owner = p->made_by,
		.url = arena_fmt(r->mem, "/plans/%s", p->id),
	});
}

enum result
evacuation_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	if (!request_may(r, CHILD_READ))
		return OK;
	if (!ask->child || parts_any(r, &plan_record, ask->child))
		rc = evacuation_sql_reviews(r, ask, date_add_days(r->mem,
		    r->today, PLAN_WARN_DAYS), &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct plan p;

		if (record_load(r, &plan_record, &rows, i, &p))
			add(r, ask, &p, rows_cell(&rows, i, "now_mark"), list);
	}
	return rc;
}
