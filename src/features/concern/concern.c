#include "features/concern/concern.h"

#include <string.h>

#include "app/access.h"
#include "app/route.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/concern/concern_private.h"

static const struct field fields[] = {
	FIELD_TEXT(concern, title, .label = "課題の名前",
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 100,
	    .hint = "例）夜間に預けられる所がない。子どもの名前は書かないでください。"),
	FIELD_CODE(concern, region, .label = "圏域", .list = "region",
	    .flags = LISTED, .hint = "県全体のことなら空欄にします。"),
	FIELD_LINK(concern, owner, .label = "受け持つ人",
	    .to = &account_record),
	FIELD_CODE(concern, state, .label = "段階", .list = "concern_state",
	    .flags = HIDDEN | LISTED),
	FIELD_CODE(concern, hard, .label = "極めて解決が難しい",
	    .list = "yes_no", .flags = RADIO,
	    .hint = "「はい」にすると、解決するまで毎年いちばん上に出ます。"),
	FIELD_LINK(concern, parent, .label = "大きな課題", .flags = HIDDEN,
	    .to = &concern_record),
	FIELD_NUMBER(concern, began_year, .label = "始めた年度",
	    .flags = HIDDEN, .max = 9999),
	FIELD_LINK(concern, merged, .label = "まとめた先", .flags = HIDDEN,
	    .to = &concern_record),
};

const struct record concern_record = {
	.name = "concern",
	.path = "concerns",
	.label = "課題",
	.size = sizeof(struct concern),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field card_fields[] = {
	FIELD_LONG(concern_card, says, .label = "カードに書くこと",
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 400,
	    .hint = "1枚に1つのことを書きます。子どもや家族の名前は書かないでください。"),
	FIELD_CODE(concern_card, source, .label = "どこから",
	    .list = "concern_source", .flags = HIDDEN | LISTED),
	FIELD_TEXT(concern_card, source_id, .label = "もとの記録",
	    .flags = HIDDEN, .max = 40),
	FIELD_DAY(concern_card, on_day, .label = "日付",
	    .flags = REQUIRED | LISTED, .hint = "例）11/20"),
	FIELD_CODE(concern_card, region, .label = "圏域", .list = "region",
	    .flags = LISTED),
	FIELD_CODES(concern_card, care, .label = "ケアの内容", .list = "care"),
	FIELD_LINK(concern_card, concern, .label = "課題", .flags = HIDDEN,
	    .to = &concern_record),
	FIELD_LINK(concern_card, merged, .label = "重ねた先", .flags = HIDDEN,
	    .to = &concern_card_record),
	FIELD_DAY(concern_card, removed_on, .label = "外した日",
	    .flags = HIDDEN),
};

static void
check_card(struct request *r, const void *obj)
{
	const struct concern_card *c = obj;

	if (c->on_day && !request_fault_of(r, "on_day") &&
	    strcmp(c->on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
}

const struct record concern_card_record = {
	.name = "concern_card",
	.path = "concern-cards",
	.label = "課題カード",
	.size = sizeof(struct concern_card),
	.fields = card_fields,
	.nfields = COUNT(card_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check_card,
};

static const struct field year_fields[] = {
	FIELD_LINK(concern_year, concern, .label = "課題", .flags = HIDDEN,
	    .to = &concern_record),
	FIELD_NUMBER(concern_year, year, .label = "年度", .flags = HIDDEN,
	    .max = 9999),
	FIELD_CODE(concern_year, state, .label = "段階",
	    .list = "concern_state", .flags = REQUIRED | RADIO),
	FIELD_LONG(concern_year, plan, .label = "対応方針",
	    .flags = PERSONAL, .max = 2000),
	FIELD_LONG(concern_year, work, .label = "実施したこと",
	    .flags = PERSONAL, .max = 2000),
	FIELD_LONG(concern_year, outcome, .label = "成果",
	    .flags = PERSONAL, .max = 2000),
};

/* What is called done says what came of it. */
static void
check_year(struct request *r, const void *obj)
{
	const struct concern_year *y = obj;

	if (y->state && strcmp(y->state, "solved") == 0 && !y->outcome)
		request_fault(r, "outcome",
		    "解決したときは、どうなったかを書いてください。");
}

const struct record concern_year_record = {
	.name = "concern_year",
	.path = "concern-years",
	.label = "課題の年度ごとの取組",
	.size = sizeof(struct concern_year),
	.fields = year_fields,
	.nfields = COUNT(year_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check_year,
};

static const struct field talk_fields[] = {
	FIELD_LINK(concern_talk, concern, .label = "課題", .flags = HIDDEN,
	    .to = &concern_record),
	FIELD_TEXT(concern_talk, meeting, .label = "会議", .flags = HIDDEN,
	    .max = 40),
	FIELD_DAY(concern_talk, handed_on, .label = "会議に出した日",
	    .flags = HIDDEN),
	FIELD_LONG(concern_talk, decision, .label = "会議で決まったこと",
	    .flags = REQUIRED | PERSONAL, .max = 2000),
	FIELD_DAY(concern_talk, decided_on, .label = "決まった日",
	    .flags = HIDDEN),
};

const struct record concern_talk_record = {
	.name = "concern_talk",
	.path = "concern-talks",
	.label = "会議に出した課題",
	.size = sizeof(struct concern_talk),
	.fields = talk_fields,
	.nfields = COUNT(talk_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

enum result
concern_put(struct request *r, const char *source, const char *source_id,
    const char *says, const char *region, const char *care)
{
	struct concern_card c = { .says = says, .source = source,
		.source_id = source_id, .on_day = r->today, .region = region,
		.care = care };

	return record_add(r, &concern_card_record, &c);
}

static const struct route routes[] = {
	{ "GET", "/concerns", CHILD_READ, concern_board_get },
	{ "GET", "/concerns/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/concerns", CHILD_WRITE, route_never },
	{ "POST", "/concerns/moves", CHILD_WRITE, concern_move_post },
	{ "POST", "/concerns/refusals", CHILD_WRITE, concern_refusals_post },
	{ "POST", "/concerns/years", CHILD_WRITE, concern_carry_post },
	{ "GET", "/concerns/list", CHILD_READ, concern_list_get },
	{ "GET", "/concerns/list.pdf", CHILD_READ, concern_list_pdf_get },
	{ "GET", "/concerns/*", CHILD_READ, concern_show_get },
	{ "POST", "/concerns/*/year", CHILD_WRITE, concern_year_post },
	{ "POST", "/concerns/*/parent", CHILD_WRITE, concern_parent_post },
	{ "POST", "/concerns/*/merging", CHILD_WRITE, concern_merge_post },
	{ "POST", "/concerns/*/meetings", CHILD_WRITE, concern_hand_post },
	{ "GET", "/concern-cards", CHILD_READ, route_nowhere },
	{ "GET", "/concern-cards/new", CHILD_WRITE, concern_card_new_get },
	{ "POST", "/concern-cards", CHILD_WRITE, concern_card_post },
	{ "GET", "/concern-cards/*", CHILD_READ, concern_card_get },
	{ "POST", "/concern-cards/*/removal", CHILD_WRITE,
	    concern_card_removal_post },
	{ "POST", "/api/v1/concern-cards", CHILD_WRITE, route_never },
	ROUTES_PAGELESS("concern-years"),
	ROUTES_PAGELESS("concern-talks"),
	{ "POST", "/concern-talks/*/decision", CHILD_WRITE,
	    concern_decision_post },
	{ "POST", "/api/v1/concerns", CHILD_WRITE, route_never },
};

static const struct panel panel = { .draw_of = concern_panel_of };

const struct feature concern_feature = {
	.name = "concern",
	.menu = { NULL, "/concerns", CHILD_READ, 0 },
	.menu_under = "/meetings",
	FEATURE_RECORDS(&concern_record, &concern_card_record,
	    &concern_year_record, &concern_talk_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&concern_board_page, &concern_show_page,
	    &concern_card_page, &concern_panel_page, &concern_talk_page),
	.panel = &panel,
	.due = concern_due,
	FEATURE_OWNED(&concern_owned),
	.demo = concern_demo,
};
