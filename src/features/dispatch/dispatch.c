#include "features/dispatch/dispatch_private.h"

#include <string.h>

#include "app/charge.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"

static const struct field activity_fields[] = {
	FIELD_DAY(advisor_activity, on_day, .label = "活動日",
	    .flags = REQUIRED | LISTED, .hint = "例）R8.11.20、11/20"),
	FIELD_TEXT(advisor_activity, number, .label = "活動ID", .flags = UNIQUE,
	    .max = 40, .hint = "空欄にすると番号をつけます。"),
	FIELD_CODE(advisor_activity, region, .label = "圏域", .list = "region",
	    .flags = ASKED | LISTED),
	FIELD_CODE(advisor_activity, kind, .label = "対応内容",
	    .list = "advisor_kind", .flags = ASKED | LISTED),
};

static void
check_activity(struct request *r, const void *obj)
{
	const struct advisor_activity *a = obj;

	if (a->on_day && strcmp(a->on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
}

const struct record advisor_activity_record = {
	.name = "advisor_activity",
	.path = "advisor-activities",
	.label = "圏域アドバイザーの活動",
	.size = sizeof(struct advisor_activity),
	.fields = activity_fields,
	.nfields = COUNT(activity_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.check = check_activity,
};

static const struct field fields[] = {
	FIELD_TEXT(dispatch, number, .label = "依頼番号",
	    .tells = CLASS_IDENTITY, .flags = UNIQUE | HIDDEN | LISTED,
	    .max = 40),
	FIELD_CODE(dispatch, kind, .label = "派遣の種類",
	    .tells = CLASS_IDENTITY, .list = "dispatch_kind",
	    .flags = REQUIRED | RADIO | LISTED),
	FIELD_CODE(dispatch, state, .label = "いまの段階",
	    .tells = CLASS_IDENTITY, .list = "dispatch_state",
	    .flags = HIDDEN | LISTED),
	FIELD_DAY(dispatch, asked_on, .label = "依頼の日",
	    .tells = CLASS_IDENTITY, .flags = REQUIRED | LISTED),
	FIELD_LINK(dispatch, agency, .label = "依頼した機関",
	    .tells = CLASS_IDENTITY, .to = &agency_record),
	FIELD_TEXT(dispatch, asked_by, .label = "依頼した人",
	    .tells = CLASS_IDENTITY, .flags = PERSONAL, .max = 100),
	FIELD_TEXT(dispatch, phone, .label = "連絡先の電話",
	    .tells = CLASS_IDENTITY, .flags = PERSONAL, .max = 40),
	FIELD_LINK(dispatch, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .hint = "研修の講師など、特定の子でないときは空欄のままで。"),
	FIELD_CODE(dispatch, region, .label = "圏域",
	    .tells = CLASS_IDENTITY, .list = "region"),
	FIELD_CODE(dispatch, purpose, .label = "依頼の内容の区分",
	    .tells = CLASS_IDENTITY, .list = "advisor_kind"),
	FIELD_LONG(dispatch, request, .label = "頼みたいこと",
	    .tells = CLASS_CARE, .flags = PERSONAL, .max = 4000),
	FIELD_TEXT(dispatch, wishes, .label = "希望の日時",
	    .tells = CLASS_IDENTITY, .flags = PERSONAL, .max = 200,
	    .hint = "例）12月の火曜か木曜の午後"),
	FIELD_CODE(dispatch, explained, .label = "家族への説明と同意",
	    .tells = CLASS_IDENTITY, .list = "yes_no",
	    .hint = "個人情報の方針を家族に説明し、依頼することに同意を得ましたか。"),
	FIELD_LONG(dispatch, reason, .label = "理由・相談したいこと",
	    .tells = CLASS_IDENTITY, .flags = PERSONAL, .max = 1000),
	FIELD_DAY(dispatch, decided_on, .label = "決めた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_LINK(dispatch, person, .label = "行く人",
	    .tells = CLASS_IDENTITY, .to = &account_record),
	FIELD_DAY(dispatch, planned_on, .label = "行く日",
	    .tells = CLASS_IDENTITY, .hint = "例）12/8"),
	FIELD_TEXT(dispatch, planned_at, .label = "時刻",
	    .tells = CLASS_IDENTITY, .max = 20, .hint = "例）13:30"),
	FIELD_TEXT(dispatch, place, .label = "場所", .tells = CLASS_CONTACT,
	    .flags = PERSONAL, .max = 200),
	FIELD_LONG(dispatch, preparation, .label = "準備すること",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL, .max = 4000),
	FIELD_DAY(dispatch, carried_on, .label = "行った日",
	    .tells = CLASS_IDENTITY, .hint = "例）12/8"),
	FIELD_COUNTS(dispatch, participants, .label = "参加した人（人数）",
	    .tells = CLASS_CONTACT, .list = "participant"),
	FIELD_LONG(dispatch, content, .label = "したこと",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL),
	FIELD_LONG(dispatch, devised, .label = "工夫したこと",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL),
	FIELD_LONG(dispatch, voice, .label = "依頼者の声",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL, .max = 4000),
	FIELD_DAY(dispatch, closed_on, .label = "終えた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_TEXT(dispatch, assignment, .label = "見られる理由",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 40),
	FIELD_TEXT(dispatch, activity, .label = "活動の記録",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .max = 40),
};

const struct record dispatch_record = {
	.name = "dispatch",
	.path = "dispatches",
	.label = "派遣の依頼",
	.size = sizeof(struct dispatch),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_READ,
	.child = "child",
	.of_agency = "agency",
	.of_person = "person",
};

bool
dispatch_is(const struct dispatch *d, const char *state)
{
	return strcmp(d->state, state) == 0;
}

const char *
dispatch_next(const struct dispatch *d)
{
	static const struct {
		const char *state, *verb;
	} next[] = {
		{ "received", "受けるかどうか決める" },
		{ "adjusting", "日程や内容を調整する" },
		{ "accepted", "行く人と日を決める" },
		{ "assigned", "準備して行き、報告する" },
		{ "reported", "報告を確かめて終える" },
	};

	for (size_t i = 0; i < COUNT(next); i++)
		if (dispatch_is(d, next[i].state))
			return next[i].verb;
	return NULL;
}

static const char *const columns[] = { "number", "on_day", "region", "kind" };

static const struct transfer advisor = {
	.kind = "advisor",
	.label = "圏域アドバイザーの活動",
	.record = &advisor_activity_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
	.day_field = "on_day",
};

/* Steps are taken on the page of the dispatch, never field by field. */
static const struct route routes[] = {
	{ "GET", "/dispatches", CHILD_READ, dispatch_list_get },
	{ "GET", "/dispatches/new", CHILD_READ, dispatch_new_get },
	{ "POST", "/dispatches", CHILD_READ, dispatch_add_post },
	{ "GET", "/dispatches/link", CHILD_WRITE, dispatch_link_get },
	{ "POST", "/dispatches/link", CHILD_WRITE, dispatch_link_post },
	{ "GET", "/dispatches/*", CHILD_READ, dispatch_show_get },
	{ "POST", "/dispatches/*/decision", CHILD_READ,
	    dispatch_decision_post },
	{ "POST", "/dispatches/*/assignment", CHILD_READ,
	    dispatch_assignment_post },
	{ "POST", "/dispatches/*/preparation", CHILD_READ,
	    dispatch_preparation_post },
	{ "POST", "/dispatches/*/report", CHILD_READ, dispatch_report_post },
	{ "POST", "/dispatches/*/closing", CHILD_READ, dispatch_closing_post },
	{ "POST", "/dispatches/*/withdrawal", CHILD_READ,
	    dispatch_withdrawal_post },
	{ "GET", "/dispatches/*/edit", CHILD_READ, route_nowhere },
	{ "POST", "/dispatches/*", CHILD_READ, route_never },
	ROUTES_TOLD("dispatches"),
	{ "GET", "/links/dispatch", EVERYONE, dispatch_guest_get },
	{ "POST", "/links/dispatch", EVERYONE, dispatch_guest_post },
};

static const struct panel panel = { .aside = true, .place = 6,
    .draw = dispatch_panel };

const struct feature dispatch_feature = {
	.name = "dispatch",
	.function = CHARGE_INDIVIDUAL,
	.menu = { "派遣", "/dispatches", CHILD_READ, 5 },
	FEATURE_RECORDS(&dispatch_record, &advisor_activity_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&dispatch_list_page, &dispatch_form_page,
	    &dispatch_show_page, &dispatch_guest_page, &dispatch_link_page,
	    &dispatch_panel_part),
	FEATURE_TRANSFERS(&advisor),
	.panel = &panel,
	.due = dispatch_due,
	FEATURE_OWNED(&dispatch_owned),
	.demo = dispatch_demo,
};
