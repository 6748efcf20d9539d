#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"
#include "features/account/account_private.h"

/* One's own account: password and open sessions. */

enum { MAX_PASSWORD_BYTES = 1024, LEAST_DIFFERENT = 5 };

struct own_session {
	const char *handle, *opened_at, *seen_at;
	bool mine;
	const struct html *hidden;
};

struct own {
	const char *name, *login, *role;
	bool is_once, may_administer;
	const struct html *faults, *hidden;
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
	SLOT_FLAG(own, is_once),
	SLOT_FLAG(own, may_administer),
	SLOT_HTML(own, faults),
	SLOT_HTML(own, hidden),
	SLOT_TEXT(own, old_fault),
	SLOT_TEXT(own, new_fault),
	SLOT_TEXT(own, again_fault),
	SLOT_LIST(own, sessions, session_slots, struct own_session),
};

TEMPLATE(account_own_page, "src/features/account/own.html", slots);

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
		.role = codes_label(r->codes, "person_role", r->who->role),
		/* Every role may read children, but not with such a password. */
		.is_once = !request_may(r, CHILD_READ),
		.may_administer = request_may(r, ADMINISTER),
		.faults = form_faults(r),
		.hidden = account_hidden(r),
		.old_fault = request_fault_of(r, "old"),
		.new_fault = request_fault_of(r, "new"),
		.again_fault = request_fault_of(r, "again"),
	};
	enum result rc = sessions_load(r, &o.sessions);

	return rc ? rc : page_show(r, &page, &account_own_page, &o);
}

static size_t
different_bytes(const char *s)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (; *s; s++) {
		n += !seen[(unsigned char)*s];
		seen[(unsigned char)*s] = true;
	}
	return n;
}

static const char *
password_fault(const struct request *r, const char *old, const char *new)
{
	if (text_length(new) < ACCOUNT_MIN_PASSWORD)
		return "13文字以上にしてください。言葉をいくつかつなぐと覚えやすくなります。";
	if (strlen(new) > MAX_PASSWORD_BYTES)
		return "長すぎます。";
	if (different_bytes(new) < LEAST_DIFFERENT)
		return "同じ文字のくり返しは使えません。";
	if (strstr(new, r->who->login) &&
	    strlen(new) < strlen(r->who->login) + ACCOUNT_MIN_PASSWORD)
		return "ログイン名をふくまないものにしてください。";
	if (strcmp(old, new) == 0)
		return "いまのパスワードと違うものにしてください。";
	return NULL;
}

static void
passwords_check(struct request *r, const char *old, const char *new,
    const char *again)
{
	const char *fault;

	if (!old || !*old)
		request_fault(r, "old", "required");
	if (!new || !*new) {
		request_fault(r, "new", "required");
		return;
	}
	fault = password_fault(r, old ? old : "", new);
	if (fault)
		request_fault(r, "new", fault);
	else if (!again || strcmp(again, new) != 0)
		request_fault(r, "again", "上の新しいパスワードと違います。");
}

static enum result
old_check(struct request *r, const char *old)
{
	const char *stored;
	int64_t wait = 0;
	enum result rc = account_try(r, r->who->login, &wait);

	if (rc == DENIED) {
		request_fault(r, "old", "続けて間違えたため、しばらく変えられません。"
		    "15分ほど待ってください。");
		return account_wait(r, wait);
	}
	if (!rc)
		rc = account_sql_hash(r, r->who->id, &stored);
	if (rc)
		return rc;
	if (strncmp(stored, ACCOUNT_ONCE, strlen(ACCOUNT_ONCE)) == 0)
		stored += strlen(ACCOUNT_ONCE);
	if (crypto_password_fits(stored, old))
		return OK;
	request_fault(r, "old", "いまのパスワードが違います。");
	return INVALID;
}

/* Whoever else sits in this account, with the old password or a stolen
 * cookie, is out with the same commit. */
static enum result
password_set(struct request *r, const char *hash)
{
	const char *see = request_saying(r, "/account", "password");
	const char *id = r->who->id;

	deed_begin(r);
	(void)account_sql_set_password(r, id, hash);
	(void)account_forgive(r, r->who->login);
	(void)session_close_others(r, id);
	(void)session_open(r, id);
	audit_note_plain(r, "change", account_record.name, id, "password");
	return request_see(r, deed_commit(r, see), see);
}

enum result
account_password_post(struct request *r)
{
	const char *old = request_form(r, "old");
	const char *new = request_form(r, "new");
	enum result rc;

	passwords_check(r, old, new, request_form(r, "again"));
	rc = r->nfaults ? INVALID : old_check(r, old);
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
