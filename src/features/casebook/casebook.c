#include "features/casebook/casebook.h"

#include <string.h>

#include "app/access.h"
#include "app/charge.h"
#include "app/route.h"
#include "features/account/account.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

static const struct field fields[] = {
	FIELD_TEXT(casebook, number, .label = "事例番号",
	    .flags = UNIQUE | HIDDEN | LISTED, .max = 40),
	FIELD_TEXT(casebook, title, .label = "題",
	    .flags = REQUIRED | LISTED | PERSONAL, .max = 100,
	    .hint = "例）吸引が必要な子の保育園入園"),
	FIELD_CODE(casebook, state, .label = "段階", .list = "casebook_state",
	    .flags = HIDDEN | LISTED),
	FIELD_CODES(casebook, care, .label = "ケアの内容", .list = "care"),
	FIELD_CODE(casebook, age_band, .label = "年齢", .list = "age_band"),
	FIELD_CODE(casebook, region, .label = "圏域", .list = "region",
	    .hint = "市町村は書きません。"),
	FIELD_LONG(casebook, overview, .label = "概要",
	    .flags = REQUIRED | PERSONAL, .max = 2000),
	FIELD_LONG(casebook, course, .label = "経過",
	    .flags = HIDDEN | PERSONAL, .max = 40000),
	FIELD_LONG(casebook, done, .label = "したこと", .flags = PERSONAL,
	    .max = 4000),
	FIELD_LONG(casebook, devised, .label = "工夫したこと",
	    .flags = PERSONAL, .max = 4000),
	FIELD_LONG(casebook, voice, .label = "依頼者の声", .flags = PERSONAL,
	    .max = 4000),
	FIELD_LINK(casebook, made_by, .label = "つくった人", .flags = HIDDEN,
	    .to = &account_record),
	FIELD_TEXT(casebook, writers, .label = "書いた人", .flags = HIDDEN,
	    .max = 4000),
	FIELD_LINK(casebook, approved_by, .label = "承認した人",
	    .flags = HIDDEN, .to = &account_record),
	FIELD_DAY(casebook, approved_on, .label = "承認した日",
	    .flags = HIDDEN),
	FIELD_LONG(casebook, confirmed, .label = "少ない組み合わせの確認",
	    .flags = HIDDEN | PERSONAL, .max = 1000),
	FIELD_DAY(casebook, withdrawn_on, .label = "取り下げた日",
	    .flags = HIDDEN),
};

const struct record casebook_record = {
	.name = "casebook",
	.path = "cases",
	.label = "事例",
	.size = sizeof(struct casebook),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = SIGNED_IN,
	.write = CHILD_WRITE,
};

bool
casebook_is(const struct casebook *c, const char *state)
{
	return strcmp(c->state, state) == 0;
}

bool
casebook_may_make(struct request *r, const char *child)
{
	const struct grant *grant;

	return access_is_centre(r) && request_may(r, CHILD_WRITE) &&
	    !access_grant(r, child, &grant) && grant_shows(grant,
	    CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE | CLASS_CLINICAL);
}

enum result
casebook_open(struct request *r, struct casebook *c, const char **child)
{
	const struct grant *grant;
	enum result rc = record_get(r, &casebook_record, r->arg[0], c);

	if (!rc)
		rc = casebook_sql_child(r, c->id, child);
	if (!rc && (!*child || !casebook_may_make(r, *child)))
		rc = MISSING;
	if (!rc)
		rc = access_grant(r, *child, &grant);
	if (rc)
		return rc;
	access_saw(r, grant, CLASS_IDENTITY | CLASS_CARE | CLASS_CLINICAL);
	return OK;
}

void
casebook_texts(const struct casebook *c, const char *texts[CASEBOOK_TEXTS])
{
	texts[0] = c->course;
	texts[1] = c->title;
	texts[2] = c->overview;
	texts[3] = c->done;
	texts[4] = c->devised;
	texts[5] = c->voice;
}

/* Cases are read and written on their own pages, which know whose they are. */
static const struct route routes[] = {
	{ "GET", "/cases", SIGNED_IN, casebook_list_get },
	{ "GET", "/cases/new", CHILD_WRITE, casebook_new_get },
	{ "POST", "/cases", CHILD_WRITE, casebook_add_post },
	{ "GET", "/cases/*", SIGNED_IN, casebook_show_get },
	{ "GET", "/cases/*/case.pdf", SIGNED_IN, casebook_pdf_get },
	{ "GET", "/cases/*/edit", CHILD_WRITE, casebook_edit_get },
	{ "POST", "/cases/*", CHILD_WRITE, casebook_change_post },
	{ "POST", "/cases/*/submission", CHILD_WRITE,
	    casebook_submission_post },
	{ "POST", "/cases/*/approval", CHILD_WRITE, casebook_approval_post },
	{ "POST", "/cases/*/withdrawal", CHILD_WRITE,
	    casebook_withdrawal_post },
	{ "GET", "/api/v1/cases", SIGNED_IN, route_nowhere },
	{ "GET", "/api/v1/cases/*", SIGNED_IN, route_nowhere },
	ROUTES_TOLD("cases"),
};

static const struct panel panel = { .aside = true, .place = 9,
    .draw = casebook_panel };

const struct feature casebook_feature = {
	.name = "casebook",
	.function = CHARGE_INDIVIDUAL,
	.menu = { NULL, "/cases", SIGNED_IN, 0 },
	.menu_under = "/dispatches",
	FEATURE_RECORDS(&casebook_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&casebook_list_page, &casebook_new_page,
	    &casebook_edit_page, &casebook_show_page, &casebook_panel_page),
	.panel = &panel,
	.due = casebook_due,
	FEATURE_OWNED(&casebook_owned),
	.demo = casebook_demo,
};
