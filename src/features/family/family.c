#include "features/family/family.h"

#include <string.h>

#include "app/access.h"
#include "app/route.h"
#include "features/family/family_private.h"

bool
family_is_theirs(struct request *r, const char *child)
{
	const struct grant *grant;

	return access_has_role(r->who, "family") &&
	    !access_grant(r, child, &grant);
}

enum result
family_child(struct request *r, struct child *c)
{
	if (!family_is_theirs(r, r->arg[0]))
		return MISSING;
	return record_get(r, &child_record, r->arg[0], c);
}

static const struct route routes[] = {
	{ "GET", "/family", CHILD_READ, family_list_get },
	{ "GET", "/family/*", CHILD_READ, family_home_get },
	{ "GET", "/family/*/change", CHILD_READ, family_change_get },
	{ "POST", "/family/*/change", CHILD_READ, family_change_post },
	{ "GET", "/family/*/confirmation", CHILD_READ, family_confirm_get },
	{ "POST", "/family/*/confirmation", CHILD_READ,
	    family_confirm_post },
	{ "GET", "/family-proposals", CHILD_READ, route_nowhere },
	{ "GET", "/family-proposals/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/family-proposals", CHILD_WRITE, route_never },
	{ "GET", "/family-proposals/*", CHILD_WRITE, family_decide_get },
	{ "GET", "/family-proposals/*/edit", CHILD_WRITE, route_nowhere },
	{ "POST", "/family-proposals/*", CHILD_WRITE, route_never },
	{ "POST", "/api/v1/family-proposals", CHILD_WRITE, route_never },
	{ "PUT", "/api/v1/family-proposals/*", CHILD_WRITE, route_never },
	{ "POST", "/family-proposals/*/decision", CHILD_WRITE,
	    family_decide_post },
};

const struct feature family_feature = {
	.name = "family",
	.menu = { "わが子", "/family", CHILD_READ, 1 },
	.menu_for = "family",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&family_list_page, &family_home_page,
	    &family_change_page, &family_confirm_page, &family_decide_page),
};
