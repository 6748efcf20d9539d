#include "app/codes.h"
#include "features/dispatch/dispatch_private.h"

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct dispatch *d = obj;
	const char *next = dispatch_next(d);

	(void)beside;
	return (struct owned_line){ d->planned_on ? d->planned_on :
	    d->asked_on, arena_fmt(r->mem, "%s %s%s%s",
	    codes_label(r->codes, "dispatch_kind", d->kind), d->number,
	    next ? "：" : "", next ? next : ""), d->closed_on,
	    arena_fmt(r->mem, "/dispatches/%s", d->id) };
}

/* The way it opens to the child is the successor's now, if there is one. */
static bool
pass(struct request *r, const void *old, void *obj, const struct person *to)
{
	static const struct query q = {
		"dispatch.way_of",
		"SELECT id FROM assignment WHERE child = $1 AND person = $2"
		" AND from_on <= $3 AND to_on >= $3 ORDER BY to_on DESC, id LIMIT 1"
	};
	struct dispatch *d = obj;
	struct rows rows = { 0 };

	(void)old;
	if (!d->child || !d->assignment)
		return true;
	if (db_rows(r->db, r->mem, &q, ARGS(v_text(d->child),
	    v_text(to->id), v_text(r->today)), &rows))
		return false;
	d->assignment = rows.nrows ? rows.cells[0] : NULL;
	return true;
}

const struct owned dispatch_owned = {
	.kind = "dispatch",
	.label = "派遣の準備と報告",
	.way = OWNED_PASSED,
	.record = &dispatch_record,
	.owner = "t.person",
	.open = "t.state IN ('received', 'adjusting', 'accepted', 'assigned',"
	    " 'reported')",
	.field = "person",
	.needs = CLASS_IDENTITY,
	.line = line,
	.pass = pass,
};
