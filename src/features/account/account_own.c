#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/mail.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/date.h"
#include "features/account/account_factor.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"
#include "features/account/account_throttle.h"

/* One's own account: where notices go, password and open sessions. */

struct own_session {
	const char *handle, *opened_at, *seen_at;
	bool mine;
	const struct html *hidden;
};

struct own {
	const char *name, *login, *role, *mail, *mail_fault;
	bool may_administer, has_factor, notices, mail_is_off;
	const struct html *faults, *hidden, *mail_hidden;
	const char *old_fault, *new_fault, *again_fault;
	struct html_list sessions;
};

static const struct slot session_slots[] = {
	SLOT_TEXT(own_session, handle),
	SLOT_TEXT(own_session, opened_at),
	SLOT_TEXT(own_session, seen_at),
	SLOT_FLAG(own_session, mine),
	SLOT_HTML(own_session, hidden),
};

static const struct slot slots[] = {
	SLOT_TEXT(own, name),
	SLOT_TEXT(own, login),
	SLOT_TEXT(own, role),
	SLOT_TEXT(own, mail),
	SLOT_TEXT(own, mail_fault),
	SLOT_FLAG(own, notices),
	SLOT_FLAG(own, mail_is_off),
	SLOT_HTML(own, mail_hidden),
	SLOT_FLAG(own, may_administer),
	SLOT_FLAG(own, has_factor),
	SLOT_HTML(own, faults),
	SLOT_HTML(own, hidden),
	SLOT_TEXT(own, old_fault),
	SLOT_TEXT(own, new_fault),
	SLOT_TEXT(own, again_fault),
	SLOT_LIST(own, sessions, session_slots, struct own_session),
};

TEMPLATE(account_own_page, "src/features/account/own.html", slots);

/* As it is, or as it was typed when that cannot be. */
static enum result
mail_load(struct request *r, struct own *o)
{
	struct mail_wish wish;
	enum result rc = mail_wish_get(r, r->who->id, &wish);

	o->mail_is_off = !mail_is_on(r);
	o->mail_hidden = account_hidden(r);
	o->mail = wish.mail;
	o->notices = wish.notices;
	o->mail_fault = request_fault_of(r, "mail");
	if (o->mail_fault) {
		o->mail = request_form(r, "mail");
		o->notices = request_form(r, "notices") != NULL;
	}
	return rc;
}

static enum result
sessions_load(struct request *r, struct html_list *list)
{
	struct rows rows = { 0 };
	struct own_session *s;
	enum result rc = session_list(r, &rows);

	if (rc)
		return rc;
	s = arena_array(r->mem, rows.nrows, sizeof(*s));
	for (size_t i = 0; i < rows.nrows; i++) {
		s[i].handle = rows_cell(&rows, i, "handle");
		s[i].opened_at = date_instant_label(r->mem,
		    rows_cell(&rows, i, "opened_at"));
		s[i].seen_at = date_instant_label(r->mem,
		    rows_cell(&rows, i, "seen_at"));
		s[i].mine = strcmp(rows_cell(&rows, i, "mine"), "1") == 0;
		s[i].hidden = account_hidden(r);
	}
	*list = (struct html_list){ s, rows.nrows };
	return OK;
}

enum result
account_own_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", NULL } };
	struct page page = { .title = "自分の設定", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct own o = {
		.name = r->who->name,
		.login = r->who->login,
		.role = codes_labels(r->mem, r->codes, "person_role",
		    r->who->role, "・"),
		.may_administer = request_may(r, ADMINISTER),
		.faults = form_faults(r),
		.hidden = account_hidden(r),
		.old_fault = request_fault_of(r, "old"),
		.new_fault = request_fault_of(r, "new"),
		.again_fault = request_fault_of(r, "again"),
	};
	struct factor factor;
	enum result rc = account_sql_factor(r, r->who->id, &factor);

	o.has_factor = !rc;
	if (!rc || rc == MISSING)
		rc = sessions_load(r, &o.sessions);
	if (!rc)
		rc = mail_load(r, &o);
	return rc ? rc : page_show(r, &page, &account_own_page, &o);
}

/* Whoever else sits in this account, with the old password or a stolen
 * cookie, is out with the same commit, and unknown where they came from. */
static enum result
password_set(struct request *r, const char *hash)
{
	const char *see = request_saying(r, "/account", "password");
	const char *id = r->who->id;
	const struct account me = { .id = id, .login = r->who->login };

	deed_begin(r);
	(void)account_sql_set_password(r, id, hash);
	(void)account_forgive(r, TRY_PASSWORD, r->who->login);
	(void)account_sql_know_no_more(r, id);
	(void)account_known(r, &me);
	(void)session_close_others(r, id);
	(void)session_renew(r, false);
	audit_note_plain(r, "change", account_record.name, id, "password");
	return request_see(r, deed_commit(r, see), see);
}

enum result
account_password_post(struct request *r)
{
	const char *old = request_form(r, "old");
	const char *new = request_form(r, "new");
	enum result rc;

	if (!old || !*old)
		request_fault(r, "old", "required");
	account_password_read(r, r->who->login);
	if (!r->nfaults && strcmp(old, new) == 0)
		request_fault(r, "new",
		    "いまのパスワードと違うものにしてください。");
	rc = r->nfaults ? INVALID : account_password_check(r, "old");
	if (rc == INVALID)
		(void)account_own_get(r);
	if (rc)
		return rc;
	return password_set(r, crypto_password(r->mem, new));
}

enum result
account_session_revocation_post(struct request *r)
{
	const char *see = request_saying(r, "/account", "revoked");
	enum result rc;

	deed_begin(r);
	(void)session_revoke(r, r->arg[0]);
	audit_note_plain(r, "revoke_session", account_record.name, r->who->id,
	    "");
	rc = deed_commit(r, see);
	return request_see(r, rc == CONFLICT && !r->repeated ? MISSING : rc,
	    see);
}
