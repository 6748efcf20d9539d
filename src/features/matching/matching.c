#include "features/matching/matching.h"

#include "app/access.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/directory/directory.h"
#include "features/matching/matching_private.h"

static const struct field need_fields[] = {
	FIELD_LINK(need, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record),
	FIELD_TEXT(need, label, .label = "呼び名", .tells = CLASS_CONTACT,
	    .flags = LISTED | PERSONAL, .max = 100),
	FIELD_LONG(need, profile, .label = "探す条件", .tells = CLASS_CARE,
	    .flags = REQUIRED | PERSONAL | HIDDEN, .max = 8000),
	FIELD_DAY(need, begun_on, .label = "はじめた日", .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED | HIDDEN),
	FIELD_CODE(need, state, .label = "状態", .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | LISTED | HIDDEN, .list = "need_state"),
	FIELD_LINK(need, service, .label = "決まった所", .tells = CLASS_CARE,
	    .to = &service_record, .flags = HIDDEN),
	FIELD_DAY(need, ended_on, .label = "終わった日", .tells = CLASS_IDENTITY,
	    .flags = HIDDEN),
	FIELD_LONG(need, outcome, .label = "結果", .tells = CLASS_CLINICAL,
	    .flags = PERSONAL | HIDDEN, .max = 2000),
	FIELD_LINK(need, made_by, .label = "探した人", .tells = CLASS_IDENTITY,
	    .to = &account_record, .flags = HIDDEN),
};

const struct record need_record = {
	.name = "need",
	.path = "needs",
	.label = "受入先探し",
	.size = sizeof(struct need),
	.fields = need_fields,
	.nfields = COUNT(need_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
};

static const struct field inquiry_fields[] = {
	FIELD_LINK(inquiry, need, .label = "受入先探し",
	    .tells = CLASS_IDENTITY, .to = &need_record,
	    .flags = REQUIRED | HIDDEN),
	FIELD_LINK(inquiry, child, .label = "子ども", .tells = CLASS_IDENTITY,
	    .to = &child_record, .flags = HIDDEN),
	FIELD_LINK(inquiry, service, .label = "聞いた所", .tells = CLASS_CARE,
	    .to = &service_record, .flags = REQUIRED | HIDDEN),
	FIELD_DAY(inquiry, asked_on, .label = "聞いた日",
	    .tells = CLASS_IDENTITY, .flags = REQUIRED | LISTED | HIDDEN),
	FIELD_LINK(inquiry, asked_by, .label = "聞いた人",
	    .tells = CLASS_IDENTITY, .to = &account_record, .flags = HIDDEN),
	FIELD_LONG(inquiry, question, .label = "聞いたこと",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL, .max = 2000),
	FIELD_DAY(inquiry, seen_on, .label = "見た日", .tells = CLASS_IDENTITY,
	    .flags = HIDDEN),
	FIELD_CODE(inquiry, answer, .label = "返事", .tells = CLASS_CARE,
	    .flags = RADIO, .list = "inquiry_answer"),
	FIELD_CODE(inquiry, reason, .label = "受けられない理由",
	    .tells = CLASS_CARE, .list = "refusal_reason"),
	FIELD_LONG(inquiry, comment, .label = "条件・ひとこと",
	    .tells = CLASS_CLINICAL, .flags = PERSONAL, .max = 2000),
	FIELD_DAY(inquiry, answered_on, .label = "返事の日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_CODE(inquiry, channel, .label = "返事のしかた",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN, .list = "inquiry_channel"),
};

const struct record inquiry_record = {
	.name = "inquiry",
	.path = "inquiries",
	.label = "受入れの問い合わせ",
	.size = sizeof(struct inquiry),
	.fields = inquiry_fields,
	.nfields = COUNT(inquiry_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
};

static const struct route routes[] = {
	{ "GET", "/matching", CHILD_READ, matching_form_get },
	{ "POST", "/matching", CHILD_READ, matching_find_post },
	{ "GET", "/matching/board", CHILD_READ, matching_board_get },
	{ "POST", "/matching/board", CHILD_READ, matching_board_post },
	{ "POST", "/matching/unmet", CHILD_WRITE, matching_unmet_post },
	{ "GET", "/matching/gaps", CHILD_READ, matching_gap_get },
	{ "GET", "/needs", CHILD_READ, matching_list_get },
	{ "GET", "/needs/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/needs", CHILD_WRITE, matching_need_add_post },
	{ "GET", "/needs/*", CHILD_READ, matching_need_get },
	{ "GET", "/needs/*/edit", CHILD_WRITE, route_nowhere },
	{ "POST", "/needs/*", CHILD_WRITE, route_never },
	{ "POST", "/needs/*/outcome", CHILD_WRITE, matching_outcome_post },
	{ "POST", "/needs/*/reopening", CHILD_WRITE, matching_reopening_post },
	ROUTES_PAGELESS("inquiries"),
	{ "POST", "/inquiries/*/answer", CHILD_WRITE, matching_answer_post },
	{ "POST", "/inquiries/*/link", CHILD_WRITE, matching_link_post },
	{ "GET", "/links/inquiry", EVERYONE, matching_guest_get },
	{ "POST", "/links/inquiry", EVERYONE, matching_guest_post },
	ROUTES_TOLD("needs"),
};

static const struct panel panel = { .aside = true, .place = 6,
    .draw = matching_panel };

const struct feature matching_feature = {
	.name = "matching",
	FEATURE_RECORDS(&need_record, &inquiry_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&matching_form_page, &matching_result_page,
	    &matching_list_page, &matching_need_page, &matching_guest_page,
	    &matching_gap_page, &matching_part, &matching_board_part,
	    &matching_unmet_page),
	.panel = &panel,
	.due = matching_due,
	FEATURE_OWNED(&matching_owned),
	.demo = matching_demo,
};
