#include "features/annual/annual.h"

#include <string.h>

#include "app/access.h"
#include "app/due.h"
#include "app/second_person.h"
#include "base/date.h"
#include "features/annual/annual_private.h"
#include "features/annual/annual_sql.h"

enum result
annual_allowed(struct request *r)
{
	return access_is_centre(r) && r->who->id ? OK : DENIED;
}

bool
annual_is(const struct annual *a, const char *state)
{
	return strcmp(a->state, state) == 0;
}

enum result
annual_open(struct request *r, struct annual *a)
{
	enum result rc = annual_allowed(r);

	return rc ? rc : annual_sql_get(r, r->arg[0], a);
}

const char *
annual_state_label(const struct annual *a)
{
	return annual_is(a, "draft") ? "下書き" :
	    annual_is(a, "submitted") ? "承認待ち" : "承認済み";
}

/* What waits for a second person, for everybody who may be it. */
static enum result
annual_due(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	struct annual_list all = { 0 };
	enum result rc;

	if (annual_allowed(r) || !request_may(r, CHILD_WRITE) || ask->child)
		return OK;
	rc = annual_sql_all(r, &all);
	for (size_t i = 0; !rc && i < all.n; i++) {
		const struct annual *a = &all.at[i];

		if (!annual_is(a, "submitted") ||
		    !second_person_is(r, a->writers, a->submitted_by))
			continue;
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = a->submitted_on,
			.what = "年次報告書を確かめて承認する",
			.about = date_fiscal_label(r->mem, (int)a->year),
			.url = arena_fmt(r->mem, "/annuals/%s", a->id),
		});
	}
	return rc;
}

static const struct route routes[] = {
	{ "GET", "/annuals", CHILD_READ, annual_list_get },
	{ "POST", "/annuals", CHILD_WRITE, annual_post },
	{ "GET", "/annuals/*", CHILD_READ, annual_show_get },
	{ "GET", "/annuals/*/report.pdf", CHILD_READ, annual_pdf_get },
	{ "GET", "/annuals/*/edit", CHILD_WRITE, annual_edit_get },
	{ "POST", "/annuals/*/blocks", CHILD_WRITE, annual_block_post },
	{ "GET", "/annuals/*/blocks/*", CHILD_WRITE, annual_block_get },
	{ "POST", "/annuals/*/blocks/*", CHILD_WRITE,
	    annual_block_change_post },
	{ "POST", "/annuals/*/blocks/*/place", CHILD_WRITE,
	    annual_block_place_post },
	{ "POST", "/annuals/*/submission", CHILD_WRITE,
	    annual_submission_post },
	{ "POST", "/annuals/*/return", CHILD_WRITE, annual_return_post },
	{ "POST", "/annuals/*/approval", CHILD_WRITE, annual_approval_post },
};

const struct feature annual_feature = {
	.name = "annual",
	.menu = { NULL, "/annuals", CHILD_READ, 0 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&annual_list_page, &annual_show_page,
	    &annual_edit_page, &annual_block_page),
	.due = annual_due,
	.demo = annual_demo,
};
