#include "app/parts.h"
#include "base/date.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_sql.h"

/* How far ahead a child's page looks: years of steps are on the way. */
enum { AHEAD_DAYS = 60 };

static void
add(struct request *r, const struct plan *plan, const struct rows *rows,
    size_t i, struct due_list *list)
{
	struct pathway_step s;
	const struct plan_row *row;
	const char *url;

	if (!record_load(r, &pathway_step_record, rows, i, &s) || !s.due_on)
		return;
	row = s.step ? plan_of(plan, s.stage, s.step, r->today) : NULL;
	url = arena_fmt(r->mem, "/pathway-steps/%s", s.id);
	due_add(r, list, &(struct due){
		.on_day = s.due_on,
		.what = row ? row->label : s.title ? s.title : "段階の項目",
		.child = s.child,
		.owner = s.owner,
		.owner_name = rows_cell(rows, i, "owner_name"),
		.url = url,
		.action = pathway_may_write_step(r, &s) ? arena_fmt(r->mem,
		    "%s/completion", url) : NULL,
		.version = s.version,
	});
}

enum result
pathway_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct due_ask asked = *ask;
	const struct plan plan = plan_now(r);
	struct rows rows = { 0 };
	enum result rc;

	if (!request_may(r, CHILD_READ) ||
	    !parts_any(r, &pathway_step_record, ask->child))
		return OK;
	if (!asked.until)
		asked.until = date_add_days(r->mem, r->today, AHEAD_DAYS);
	rc = pathway_sql_open(r, &asked, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add(r, &plan, &rows, i, list);
	return rc;
}
