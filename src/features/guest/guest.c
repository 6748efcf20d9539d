#include "features/guest/guest.h"

#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/page.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/instant.h"
#include "features/guest/guest_sql.h"

enum { TOKEN_BYTES = 32, MAX_TOKEN = 100 };

const struct guest_kind guest_meeting = { "meeting", "会議への招待",
	"/links/meeting", false };
const struct guest_kind guest_dispatch = { "dispatch", "派遣の依頼",
	"/links/dispatch", false };

const struct guest_kind guest_inquiry = { "inquiry", "受入れの問い合わせ",
	"/links/inquiry", false };
const struct guest_kind guest_vacancy = { "vacancy", "空き状況の入力",
	"/links/vacancy", false };
const struct guest_kind guest_survey = { "survey", "調査への回答",
	"/links/survey", false };
const struct guest_kind guest_training = { "training", "研修の申込",
	"/links/training", true };

static const struct guest_kind *const kinds[] = { &guest_meeting,
	&guest_dispatch, &guest_inquiry, &guest_vacancy, &guest_survey,
	&guest_training };

struct open_page {
	const char *token, *label, *reason;
};

static const struct slot slots[] = {
	SLOT_TEXT(open_page, token),
	SLOT_TEXT(open_page, label),
	SLOT_TEXT(open_page, reason),
};

static TEMPLATE(open_html, "src/features/guest/open.html", slots);

static const struct guest_kind *
kind_of(const char *kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i]->kind, kind) == 0)
			return kinds[i];
	return NULL;
}

static const char *
cookie_of(struct request *r, const struct guest_kind *kind)
{
	return arena_fmt(r->mem, "tsunagu_link_%s", kind->kind);
}

const char *
guest_link_make(struct request *r, const struct guest_kind *kind,
    const char *record_id, int64_t seconds)
{
	const char *token = crypto_token(r->mem, TOKEN_BYTES);
	const char *origin = session_origin(r);

	if (!kind->many)
		(void)guest_sql_revoke(r, kind->kind, record_id);
	(void)guest_sql_add(r, kind->kind, record_id,
	    session_hash(r->mem, token), instant_add(r->mem, r->now, seconds));
	/* Nobody asked for it on a page: then where our own mails lead. */
	return *origin ? arena_fmt(r->mem, "%s/link/%s", origin, token) :
	    mail_link(r, arena_fmt(r->mem, "/link/%s", token));
}

enum result
guest_link_revoke(struct request *r, const struct guest_kind *kind,
    const char *record_id)
{
	return guest_sql_revoke(r, kind->kind, record_id);
}

enum result
guest_of(struct request *r, const struct guest_kind *kind, struct guest *out)
{
	const char *cookies = request_header(r, "cookie");
	const char *key = cookies ? http_cookie(r->mem, cookies,
	    session_cookie_name(r, cookie_of(r, kind))) : NULL;
	struct rows rows = { 0 };
	enum result rc;

	if (!key || !*key)
		return MISSING;
	rc = guest_sql_by_cookie(r, kind->kind, session_hash(r->mem, key),
	    &rows);
	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*out = (struct guest){ rows.cells[0], rows.cells[1], rows.cells[2],
	    rows.cells[3] };
	return OK;
}

static struct person *
nameless(struct request *r, const struct guest *g, const char *agency)
{
	struct person *who = arena_take(r->mem, sizeof(*who));

	*who = (struct person){ .agency = agency, .name = "リンクで来た人",
	    .login = arena_fmt(r->mem, "link:%s", g->id) };
	return who;
}

void
guest_told(struct request *r, const struct guest *g, const char *agency,
    const char *child, unsigned classes)
{
	struct disclosure *t = arena_take(r->mem, sizeof(*t));

	*t = (struct disclosure){ nameless(r, g, agency), child, classes };
	r->told = t;
}

void
guest_speaks(struct request *r, const struct guest *g, const char *agency)
{
	r->who = nameless(r, g, agency);
	r->access = NULL;
}

void
guest_leaves(struct request *r)
{
	r->who = NULL;
	r->access = NULL;
}

/* Whatever this page leads to is not told where it came from. */
static enum result
show(struct request *r, const struct open_page *p, const char *title)
{
	struct page page = { .title = title };

	request_header_add(r, "Referrer-Policy", "no-referrer");
	return page_show(r, &page, &open_html, p);
}

static enum result
refuse(struct request *r, const char *reason)
{
	enum result rc = show(r, &(struct open_page){ .reason = reason },
	    "このリンクは使えません");

	return rc ? rc : MISSING;
}

enum result
guest_refuse(struct request *r)
{
	return refuse(r, "期限が過ぎたか、取り消されたか、この端末で開かれて"
	    "いないリンクです。");
}

static enum result
by_link(struct request *r, const char *token, struct rows *rows)
{
	enum result rc;

	if (!token || !*token || strlen(token) > MAX_TOKEN)
		return MISSING;
	rc = guest_sql_by_link(r, session_hash(r->mem, token), rows);
	if (rc || !rows->nrows || !kind_of(rows->cells[1]))
		return rc ? rc : MISSING;
	return OK;
}

/* Looking binds nothing: programs that read mail follow links too. */
static enum result
open_get(struct request *r)
{
	struct rows rows = { 0 };
	enum result rc = by_link(r, r->arg[0], &rows);

	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	return show(r, &(struct open_page){ .token = r->arg[0],
	    .label = kind_of(rows.cells[1])->label }, "リンクを開く");
}

/* The same link in another browser: said, and on record. */
static enum result
refuse_forwarded(struct request *r, const char *id)
{
	enum result rc;

	deed_begin(r);
	audit_note_plain(r, "refuse", "guest_link", id, "");
	rc = deed_commit(r, NULL);
	return rc ? rc : refuse(r, "このリンクは、ほかの端末でもう開かれています。");
}

static enum result
bind(struct request *r, const char *id, const struct guest_kind *kind)
{
	const char *key = crypto_token(r->mem, TOKEN_BYTES);

	deed_begin(r);
	(void)guest_sql_bind(r, id, session_hash(r->mem, key));
	audit_note_plain(r, "link_opened", "guest_link", id, "");
	session_cookie(r, cookie_of(r, kind), "/links", key);
	return request_see(r, deed_commit(r, NULL), kind->see);
}

/* The token comes in the body: a path might be written to a log. */
static enum result
open_post(struct request *r)
{
	struct rows rows = { 0 };
	const struct guest_kind *kind;
	struct guest here = { 0 };
	enum result rc = by_link(r, request_form(r, "token"), &rows);

	/* A link is spent by itself. */
	r->once = NULL;
	if (rc)
		return rc == MISSING ? guest_refuse(r) : rc;
	kind = kind_of(rows.cells[1]);
	if (!rows.cells[2])
		return bind(r, rows.cells[0], kind);
	rc = guest_of(r, kind, &here);
	if (rc && rc != MISSING)
		return rc;
	if (!rc && strcmp(here.id, rows.cells[0]) == 0)
		return request_see(r, OK, kind->see);
	return refuse_forwarded(r, rows.cells[0]);
}

static const struct route routes[] = {
	{ "GET", "/link/*", EVERYONE, open_get },
	{ "POST", "/link", EVERYONE, open_post },
};

const struct feature guest_feature = {
	.name = "guest",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&open_html),
};
