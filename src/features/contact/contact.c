#include "features/contact/contact.h"

#include <string.h>

#include "features/account/account.h"
#include "features/child/child.h"
#include "features/contact/contact_page.h"

static const struct field fields[] = {
	FIELD_TEXT(contact, number, .label = "記録ID",
	    .tells = CLASS_IDENTITY, .flags = UNIQUE | HIDDEN,
	    .max = 40),
	FIELD_DAY(contact, on_day, .label = "対応日",
	    .tells = CLASS_IDENTITY, .flags = REQUIRED | LISTED,
	    .hint = "例）R8.11.20、11/20"),
	FIELD_CODE(contact, method, .label = "対応方法",
	    .tells = CLASS_IDENTITY, .list = "method",
	    .flags = ASKED | RADIO | LISTED),
	FIELD_CODE(contact, requester, .label = "相談依頼元",
	    .tells = CLASS_IDENTITY,
	    .list = "requester", .flags = ASKED | RADIO | LISTED),
	FIELD_LINK(contact, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .heading = "児童ID",
	    .to = &child_record,
	    .hint = "名前・フリガナ・番号で探せます。分からないときは空欄のままで。"),
	FIELD_TEXT(contact, caller, .label = "相手の名前・折り返し先",
	    .tells = CLASS_CONTACT,
	    .flags = PERSONAL | NOT_MOVED, .max = 200),
	FIELD_CODES(contact, topics, .label = "相談内容",
	    .tells = CLASS_CONTACT, .list = "topic"),
	FIELD_CODES(contact, partners, .label = "連携先機関",
	    .tells = CLASS_CONTACT,
	    .list = "partner"),
	FIELD_LONG(contact, body, .label = "内容",
	    .tells = CLASS_CLINICAL, .flags = ASKED | PERSONAL,
	    .hint = "聞いたとおりに書きます。区分は後から直せます。"),
	FIELD_TEXT(contact, next_step, .label = "次にすること",
	    .tells = CLASS_CONTACT,
	    .flags = PERSONAL | NOT_MOVED, .max = 200),
	FIELD_DAY(contact, next_on, .label = "いつまでに",
	    .tells = CLASS_IDENTITY, .flags = NOT_MOVED,
	    .hint = "例）11/27"),
	FIELD_DAY(contact, next_done_on, .label = "済んだ日",
	    .tells = CLASS_IDENTITY,
	    .flags = HIDDEN | NOT_MOVED),
	FIELD_LINK(contact, staff, .label = "記録した人",
	    .tells = CLASS_IDENTITY, .to = &account_record,
	    .flags = HIDDEN | NOT_MOVED),
	FIELD_CODE(contact, support, .label = "支援のしかた",
	    .tells = CLASS_IDENTITY, .list = "support",
	    .flags = RADIO | NOT_MOVED),
	FIELD_COUNTS(contact, participants, .label = "参加した人（人数）",
	    .tells = CLASS_CONTACT, .list = "participant",
	    .flags = NOT_MOVED),
	FIELD_NUMBER(contact, minutes, .label = "対応時間（分）",
	    .tells = CLASS_IDENTITY, .flags = NOT_MOVED, .max = 1440),
	FIELD_NUMBER(contact, travel_minutes, .label = "移動時間（分、往復）",
	    .tells = CLASS_IDENTITY, .flags = NOT_MOVED, .max = 1440),
	FIELD_NUMBER(contact, km, .label = "移動距離（km、往復）",
	    .tells = CLASS_IDENTITY, .flags = NOT_MOVED, .max = 2000),
	FIELD_TEXT(contact, place, .label = "場所", .tells = CLASS_CONTACT,
	    .flags = PERSONAL | NOT_MOVED, .max = 200),
	FIELD_TEXT(contact, visit, .label = "同じ訪問",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | NOT_MOVED, .max = 40),
};

static void
check(struct request *r, const void *obj)
{
	const struct contact *c = obj;
	char born_on[DAY_BYTES];

	if (c->on_day && strcmp(c->on_day, r->today) > 0)
		request_fault(r, "on_day", "in_the_future");
	if (c->next_step && !c->next_on)
		request_fault(r, "next_on",
		    "次にすることの期日を入力してください。例）11/27");
	if (c->next_on && !c->next_step)
		request_fault(r, "next_step",
		    "期日までに何をするかを入力してください。");
	if (c->child && c->on_day && !request_fault_of(r, "child") &&
	    child_born_on(r, c->child, born_on) &&
	    strcmp(c->on_day, born_on) < 0)
		request_fault(r, "on_day", "before_birth");
}

static const char *
title(struct request *r, const void *obj)
{
	const struct contact *c = obj;

	return arena_fmt(r->mem, "記録 %s", c->number);
}

const struct record contact_record = {
	.name = "contact",
	.path = "contacts",
	.label = "相談・支援記録",
	.size = sizeof(struct contact),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
	.check = check,
	.title = title,
};

static const struct field template_fields[] = {
	FIELD_TEXT(contact_template, name, .label = "ひな型の名前",
	    .flags = REQUIRED | LISTED, .max = 60,
	    .hint = "例）退院前カンファレンス"),
	FIELD_LONG(contact_template, body, .label = "書き出し",
	    .flags = REQUIRED, .max = 4000,
	    .hint = "名前など、だれのことか分かることは書きません。"),
};

const struct record contact_template_record = {
	.name = "contact_template",
	.path = "contact-templates",
	.label = "記録のひな型",
	.size = sizeof(struct contact_template),
	.fields = template_fields,
	.nfields = COUNT(template_fields),
	.read = CHILD_WRITE,
	.write = CHILD_WRITE,
};

static const char *const columns[] = { "number", "on_day", "child", "method",
	"requester", "topics", "partners", "body" };

const struct transfer contact_transfer = {
	.kind = "contacts",
	.label = "相談・支援記録",
	.record = &contact_record,
	.columns = columns,
	.ncolumns = COUNT(columns),
	.day_field = "on_day",
};

static const struct route routes[] = {
	{ "GET", "/contacts", CHILD_READ, contact_list_get },
	{ "GET", "/contacts/new", CHILD_WRITE, contact_new_get },
	{ "POST", "/contacts", CHILD_WRITE, contact_add_post },
	{ "GET", "/contacts/*", CHILD_READ, contact_show_get },
	{ "GET", "/contacts/*/letter", CHILD_READ, contact_letter_get },
	{ "GET", "/contacts/*/letter/*", CHILD_READ, contact_letter_get },
	{ "GET", "/contacts/*/letter/*/letter.pdf", CHILD_READ,
	    contact_letter_pdf_get },
	{ "GET", "/contacts/*/edit", CHILD_WRITE, contact_edit_get },
	{ "POST", "/contacts/*", CHILD_WRITE, contact_change_post },
	{ "POST", "/contacts/*/completion", CHILD_WRITE,
	    contact_completion_post },
};

static const struct panel timeline = { .place = 1, .draw = contact_panel };

const struct feature contact_feature = {
	.name = "contact",
	.menu = { "記録", "/contacts", CHILD_READ, 3 },
	FEATURE_RECORDS(&contact_record, &contact_template_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&contact_panel_page, &contact_list_page,
	    &contact_memo_page, &contact_form_page, &contact_show_page),
	FEATURE_TRANSFERS(&contact_transfer),
	.panel = &timeline,
	.due = contact_due,
	FEATURE_OWNED(&contact_owned),
	.demo = contact_demo,
};
