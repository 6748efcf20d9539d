#include "features/attachment/attachment_page.h"

#include "app/route.h"
#include "features/account/account.h"
#include "features/attachment/attachment_sql.h"
#include "features/child/child.h"

/*
 * What a file tells differs from row to row, so its own fields tell no more
 * than that there is a child; attachment_load decides by the row's classes, and
 * no other way leads to a row.
 */
static const struct field fields[] = {
	FIELD_LINK(attachment, child, .label = "子ども",
	    .tells = CLASS_IDENTITY, .to = &child_record,
	    .flags = REQUIRED),
	FIELD_TEXT(attachment, of_record, .label = "何の書類",
	    .tells = CLASS_IDENTITY, .max = 20),
	FIELD_TEXT(attachment, of_id, .label = "どの記録の書類",
	    .tells = CLASS_IDENTITY, .max = 36),
	FIELD_TEXT(attachment, title, .label = "題名",
	    .tells = CLASS_IDENTITY,
	    .flags = REQUIRED | PERSONAL | LISTED, .max = 60,
	    .hint = "例）見本病院からの手紙、車いすの写真"),
	FIELD_CODES(attachment, classes, .label = "書いて（写って）あること",
	    .tells = CLASS_IDENTITY, .list = "data_class",
	    .flags = REQUIRED | LISTED,
	    .hint = "当てはまるものをすべて選びます。"
	    "そのすべてを見られる人だけが、この書類を見られます。"),
	FIELD_TEXT(attachment, type, .label = "種類",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_NUMBER(attachment, size, .label = "大きさ",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_DAY(attachment, added_on, .label = "加えた日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | LISTED),
	FIELD_LINK(attachment, added_by, .label = "加えた人",
	    .tells = CLASS_IDENTITY, .to = &account_record,
	    .flags = HIDDEN),
	FIELD_DAY(attachment, removed_on, .label = "外した日",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN),
	FIELD_LINK(attachment, removed_by, .label = "外した人",
	    .tells = CLASS_IDENTITY, .to = &account_record,
	    .flags = HIDDEN),
	FIELD_LONG(attachment, removed_why, .label = "外す理由",
	    .tells = CLASS_IDENTITY, .flags = HIDDEN | PERSONAL,
	    .max = 300),
};

const struct record attachment_record = {
	.name = "attachment",
	.path = "attachments",
	.label = "書類・写真",
	.size = sizeof(struct attachment),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.child = "child",
};

/* What was added stays as it was: it is taken out, and added anew. Programs
 * neither read nor write files. */
static const struct route routes[] = {
	{ "GET", "/children/*/attachments", CHILD_READ, attachment_list_get },
	{ "GET", "/attachments", CHILD_READ, route_nowhere },
	{ "GET", "/attachments/new", CHILD_WRITE, attachment_new_get },
	{ "POST", "/attachments", CHILD_WRITE, attachment_add_post },
	{ "GET", "/attachments/*", CHILD_READ, attachment_show_get },
	{ "GET", "/attachments/*/file", CHILD_READ, attachment_file_get },
	{ "GET", "/attachments/*/image", CHILD_READ, attachment_image_get },
	{ "POST", "/attachments/*/removal", CHILD_WRITE,
	    attachment_removal_post },
	{ "GET", "/attachments/*/edit", CHILD_READ, route_nowhere },
	{ "POST", "/attachments/*", CHILD_WRITE, route_never },
	{ "GET", "/api/v1/attachments", CHILD_READ, route_nowhere },
	{ "GET", "/api/v1/attachments/*", CHILD_READ, route_nowhere },
	ROUTES_TOLD("attachments"),
};

static const struct panel panel = { .aside = true, .draw = attachment_panel,
    .draw_of = attachment_panel_of };

const struct feature attachment_feature = {
	.name = "attachment",
	.menu = { NULL, "/children", CHILD_READ, 0 },
	FEATURE_RECORDS(&attachment_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&attachment_panel_page, &attachment_list_page,
	    &attachment_form_page, &attachment_show_page),
	.panel = &panel,
	.demo = attachment_demo,
};
