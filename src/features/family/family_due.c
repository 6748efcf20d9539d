#include "app/codes.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/family/family_private.h"
#include "features/family/family_sql.h"

/* What a family said waits for an answer. */
enum result
family_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (!request_may(r, CHILD_WRITE) || (ask->child &&
	    !parts_any(r, &family_proposal_record, ask->child)))
		return OK;
	rc = family_sql_open(r, ask, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct family_proposal f;

		if (!record_load(r, &family_proposal_record, &rows, i, &f))
			continue;
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = f.proposed_on,
			.what = arena_fmt(r->mem, "家族の申し出に返事をする（%s）",
			    codes_label(r->codes, "proposal_about", f.about)),
			.child = f.child,
			.url = arena_fmt(r->mem, "/family-proposals/%s", f.id),
		});
	}
	return rc;
}

enum result
family_demo(struct request *r)
{
	struct rows rows = { 0 };
	struct family_proposal f = { .about = "device",
		.says = "先週から吸引器が新しくなりました。", .state = "open",
		.proposed_on = date_add_days(r->mem, r->today, -3) };
	enum result rc = family_sql_demo(r, &rows);

	f.child = rows.nrows ? rows.cells[0] : NULL;
	return rc || !f.child ? rc : record_add(r, &family_proposal_record, &f);
}
