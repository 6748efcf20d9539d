#include "features/annual/annual.h"

#include <string.h>

#include "app/access.h"
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
	.demo = annual_demo,
};
