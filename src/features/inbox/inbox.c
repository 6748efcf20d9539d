#include "features/inbox/inbox.h"

#include "app/route.h"
#include "features/account/account.h"
#include "features/inbox/inbox_private.h"

static const struct field fields[] = {
	FIELD_TEXT(message, letter, .label = "手紙", .flags = HIDDEN | REQUIRED,
	    .max = 40),
	FIELD_TEXT(message, received_at, .label = "届いた日時",
	    .flags = HIDDEN | REQUIRED | LISTED, .max = 20),
	FIELD_CODE(message, about, .label = "何について",
	    .flags = REQUIRED | LISTED, .list = "inbox_about"),
	FIELD_TEXT(message, name, .label = "名前", .flags = PERSONAL,
	    .max = 200),
	FIELD_TEXT(message, phone, .label = "電話", .flags = PERSONAL,
	    .max = 200),
	FIELD_TEXT(message, mail, .label = "メール", .flags = PERSONAL,
	    .max = 200),
	FIELD_LONG(message, body, .label = "内容", .flags = PERSONAL),
	FIELD_LINK(message, keeper, .label = "受け持ち",
	    .to = &account_record),
	FIELD_DAY(message, done_on, .label = "済んだ日", .flags = HIDDEN),
	FIELD_LONG(message, result, .label = "どうしたか", .flags = PERSONAL,
	    .max = 2000),
};

static const char *
title(struct request *r, const void *obj)
{
	(void)r;
	(void)obj;
	return "届いた相談";
}

const struct record message_record = {
	.name = "message",
	.path = "inbox",
	.label = "届いた相談",
	.size = sizeof(struct message),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.title = title,
};

/* What came is never written over: it is taken, answered and done. */
static const struct route routes[] = {
	{ "GET", "/inbox", CHILD_READ, inbox_list_get },
	{ "POST", "/inbox", CHILD_WRITE, route_never },
	{ "POST", "/inbox/arrivals", CHILD_WRITE, inbox_fetch_post },
	{ "GET", "/inbox/new", CHILD_WRITE, route_nowhere },
	{ "GET", "/inbox/*", CHILD_READ, inbox_show_get },
	{ "GET", "/inbox/*/edit", CHILD_WRITE, route_nowhere },
	{ "POST", "/inbox/*", CHILD_WRITE, route_never },
	{ "POST", "/inbox/*/keeper", CHILD_WRITE, inbox_keeper_post },
	{ "POST", "/inbox/*/completion", CHILD_WRITE, inbox_completion_post },
	{ "POST", "/inbox/*/task", CHILD_WRITE, inbox_task_post },
	{ "POST", "/inbox/*/contact", CHILD_WRITE, inbox_contact_post },
	ROUTES_TOLD("inbox"),
};

static const struct letter_kind letters[] = {
	{ &inbox_contact, inbox_take_contact },
};

const struct feature inbox_feature = {
	.name = "inbox",
	.menu = { NULL, "/inbox", CHILD_READ, 0 },
	FEATURE_RECORDS(&message_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&inbox_list_page, &inbox_show_page),
	FEATURE_LETTERS(letters),
	FEATURE_OWNED(&inbox_owned),
	.due = inbox_due,
	.demo = inbox_demo,
};
