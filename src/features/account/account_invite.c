#include "features/account/account_invite.h"

#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/instant.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"

enum { TOKEN_BYTES = 32, MAX_TOKEN = 100 };

struct invite_page {
	const char *token, *name, *login;
	const char *new_fault, *again_fault;
	const struct html *faults;
};

static const struct slot slots[] = {
	SLOT_TEXT(invite_page, token),
	SLOT_TEXT(invite_page, name),
	SLOT_TEXT(invite_page, login),
	SLOT_TEXT(invite_page, new_fault),
	SLOT_TEXT(invite_page, again_fault),
	SLOT_HTML(invite_page, faults),
};

TEMPLATE(account_invite_page, "src/features/account/invite.html", slots);

const char *
account_invite(struct request *r, const char *person, int64_t seconds)
{
	const char *token = crypto_token(r->mem, TOKEN_BYTES);

	(void)account_sql_invite(r, session_hash(r->mem, token), person,
	    instant_add(r->mem, r->now, seconds));
	return arena_fmt(r->mem, "%s/invite/%s", session_origin(r), token);
}

/* Whatever this page leads to is not told where it came from. */
static enum result
show(struct request *r, const struct invite_page *p, const char *title)
{
	struct page page = { .title = title };

	request_header_add(r, "Referrer-Policy", "no-referrer");
	return page_show(r, &page, &account_invite_page, p);
}

/* One answer for what never was, what was used and what is too old. */
static enum result
refuse(struct request *r)
{
	enum result rc = show(r, &(struct invite_page){ 0 },
	    "このリンクは使えません");

	return rc ? rc : MISSING;
}

static enum result
ask(struct request *r, const char *token, const struct account *a)
{
	struct invite_page p = {
		.token = token,
		.name = a->name,
		.login = a->login,
		.new_fault = request_fault_of(r, "new"),
		.again_fault = request_fault_of(r, "again"),
		.faults = form_faults(r),
	};

	return show(r, &p, "パスワードを決める");
}

static enum result
invited(struct request *r, const char *token, struct account *a)
{
	if (!token || !*token || strlen(token) > MAX_TOKEN)
		return MISSING;
	return account_sql_invited(r, session_hash(r->mem, token), a);
}

enum result
account_invite_get(struct request *r)
{
	struct account a = { 0 };
	enum result rc = invited(r, r->arg[0], &a);

	if (rc == MISSING)
		return refuse(r);
	return rc ? rc : ask(r, r->arg[0], &a);
}

static enum result
use(struct request *r, const char *token, const struct account *a)
{
	const char *hash = crypto_password(r->mem, request_form(r, "new"));
	const char *see = NULL;
	bool owes = false;
	enum result rc = account_first(r, a, NULL, &see, &owes);

	if (rc)
		return rc;
	deed_begin(r);
	(void)account_sql_invite_use(r, session_hash(r->mem, token));
	(void)account_sql_set_password(r, a->id, hash);
	(void)session_close_others(r, a->id);
	if (!db_failed(r->db))
		account_enter(r, a, owes);
	audit_note_plain(r, "invitation_used", account_record.name, a->id,
	    "password");
	return request_see(r, deed_commit(r, NULL), see);
}

/* The token comes in the body: a path might be written to a log. */
enum result
account_invite_post(struct request *r)
{
	const char *token = request_form(r, "token");
	struct account a = { 0 };
	enum result rc = invited(r, token, &a);

	/* A link is spent by itself. */
	r->once = NULL;
	if (!rc) {
		account_password_read(r, a.login);
		if (r->nfaults) {
			rc = ask(r, token, &a);
			return rc ? rc : INVALID;
		}
		rc = use(r, token, &a);
	}
	return rc == MISSING || rc == CONFLICT ? refuse(r) : rc;
}
