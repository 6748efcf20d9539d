#include "features/family/family.h"

#include "app/access.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/family/family_private.h"

/* Whether whoever asks is of this child's family. */
static bool
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

static const struct field family_proposal_fields[] = {
	FIELD_LINK(family_proposal, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_CODE(family_proposal, about, .label = "何が変わりましたか",
	    .tells = CLASS_IDENTITY, .list = "proposal_about",
	    .flags = REQUIRED | RADIO | LISTED),
	FIELD_LONG(family_proposal, says, .label = "どう変わりましたか",
	    .tells = CLASS_CARE, .flags = REQUIRED | PERSONAL, .max = 1000,
	    .hint = "例）6月から人工呼吸器が新しくなりました。"),
	FIELD_DAY(family_proposal, proposed_on, .label = "申し出の日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | LISTED),
	FIELD_LINK(family_proposal, person, .label = "申し出た人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_CODE(family_proposal, state, .label = "状態", .tells = CLASS_IDENTITY,
	    .list = "proposal_state", .flags = HIDDEN | LISTED),
	FIELD_LONG(family_proposal, answer, .label = "返事", .tells = CLASS_CARE,
	    .flags = PERSONAL | HIDDEN, .max = 500),
	FIELD_LINK(family_proposal, decided_by, .label = "決めた人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_DAY(family_proposal, decided_on, .label = "決めた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
};

const struct record family_proposal_record = {
	.name = "family_proposal",
	.path = "family-proposals",
	.label = "家族からの申し出",
	.size = sizeof(struct family_proposal),
	.fields = family_proposal_fields,
	.nfields = COUNT(family_proposal_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
};

static const struct route routes[] = {
	{ "GET", "/family", CHILD_READ, family_list_get },
	{ "GET", "/family/*", CHILD_READ, family_home_get },
	{ "GET", "/family/*/change", CHILD_READ, family_change_get },
	{ "POST", "/family/*/change", CHILD_READ, family_change_post },
	{ "GET", "/family/*/confirmation", CHILD_READ, family_confirm_get },
	{ "POST", "/family/*/confirmation", CHILD_READ,
	    family_confirm_post },
	{ "GET", "/family/*/exchanges", CHILD_READ, family_exchanges_get },
	{ "GET", "/family/*/exchanges/*", CHILD_READ, family_exchange_get },
	{ "POST", "/family/*/exchanges/*", CHILD_READ, family_exchange_post },
	{ "POST", "/family/*/exchanges/*/cancellation", CHILD_READ,
	    family_exchange_cancel_post },
	{ "POST", "/family/*/exchanges/*/photo", CHILD_READ,
	    family_exchange_photo_post },
	ROUTES_KEPT("family-proposals"),
	{ "GET", "/family-proposals/*", CHILD_WRITE, family_decide_get },
	{ "POST", "/family-proposals/*/decision", CHILD_WRITE,
	    family_decide_post },
};

const struct feature family_feature = {
	.name = "family",
	.menu = { "わが子", "/family", CHILD_READ, 1 },
	.menu_for = "family",
	FEATURE_RECORDS(&family_proposal_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&family_list_page, &family_home_page,
	    &family_change_page, &family_confirm_page, &family_decide_page,
	    &family_exchanges_page, &family_exchange_page),
	.due = family_due,
	.demo = family_demo,
};
