#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/crypto.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"
#include "features/account/account_throttle.h"

/*
 * Verified when there is no such login, so that the answer takes as long. Made
 * by crypto_password from a random text nobody kept.
 */
const char account_nobodys_password[] =
    "$argon2id$v=19$m=65536,t=5,p=1$zuTP2WWPw5RP+/vgh"
    "fiUSA$bfnYY61HvkXM5HYHACfq/hWgaKTCHQeZxffxZiFG2xc";

struct sign_in {
	const char *login, *next;
	const struct html *faults;
	bool signed_out, ended;
};

static const struct slot slots[] = {
	SLOT_TEXT(sign_in, login),
	SLOT_TEXT(sign_in, next),
	SLOT_HTML(sign_in, faults),
	SLOT_FLAG(sign_in, signed_out),
	SLOT_FLAG(sign_in, ended),
};

TEMPLATE(account_sign_in_page, "src/features/account/sign_in.html", slots);

static void
show(struct request *r, const char *login, const char *next)
{
	const char *done = request_query(r, "done");
	struct page page = { .title = "サインイン" };
	struct sign_in s = {
		.login = login,
		.next = account_next(next),
		.faults = form_faults(r),
		.signed_out = done && strcmp(done, "signed_out") == 0,
	};

	s.ended = next && *next && !s.signed_out && !r->nfaults &&
	    request_header(r, "cookie") != NULL;
	(void)page_show(r, &page, &account_sign_in_page, &s);
}

enum result
account_sign_in_get(struct request *r)
{
	const char *next = request_query(r, "next"), *see = NULL;
	enum result rc;

	if (r->who) {
		rc = account_owed(r, next, &see);
		return request_see(r, rc, see ? see : account_next(next));
	}
	show(r, "", next);
	return OK;
}

/* MISSING: no such login, or not the password; it takes as long either way, but
 * for who has not signed in since the cost was raised: *renewed is then the hash
 * to keep. */
static enum result
account_verify(struct request *r, const char *login, const char *password,
    struct account *a, const char **renewed)
{
	const char *stored = account_nobodys_password;
	enum result rc = account_sql_by_login(r, login, a, &stored);

	if (rc && rc != MISSING)
		return rc;
	if (!crypto_password_fits(stored, password))
		return MISSING;
	if (!rc && crypto_password_is_old(stored))
		*renewed = crypto_password(r->mem, password);
	return rc;
}

/* Who it was meant to be stands in the log only when there is such a person:
 * people type their password where the login belongs. */
static enum result
failure_note(struct request *r, const struct account *a)
{
	deed_begin(r);
	audit_note_plain(r, "sign_in_failed", account_record.name,
	    a->id ? a->id : "", r->address);
	return deed_commit(r, NULL);
}

void
account_enter(struct request *r, const struct account *a, bool owes)
{
	struct person *who = arena_take(r->mem, sizeof(*who));

	*who = (struct person){ .id = a->id, .login = a->login,
	    .name = a->name, .role = a->role };
	(void)account_forgive(r, TRY_PASSWORD, a->login);
	if (!owes)
		(void)account_known(r, a);
	(void)session_open(r, a->id);
	r->who = who;
	audit_note_plain(r, owes ? "sign_in_password" : "sign_in",
	    account_record.name, a->id, r->address);
}

static enum result
let_in(struct request *r, const struct account *a, const char *next,
    const char *renewed)
{
	const char *see = NULL;
	bool owes = false;
	enum result rc = account_first(r, a, next, &see, &owes);

	if (rc)
		return rc;
	deed_begin(r);
	if (renewed)
		(void)account_sql_set_password(r, a->id, renewed);
	account_enter(r, a, owes);
	return request_see(r, deed_commit(r, NULL), see);
}

static enum result
make_wait(struct request *r, const char *login, int64_t seconds)
{
	request_fault(r, "login", account_wait_says(r, seconds));
	show(r, login, request_form(r, "next"));
	return account_wait(r, seconds);
}

static enum result
refuse(struct request *r, const char *login, const struct account *a,
    int64_t wait)
{
	enum result rc = failure_note(r, a);

	if (rc)
		return rc;
	if (wait)
		return make_wait(r, login, wait);
	request_fault(r, "login", "ログイン名かパスワードが違います。"
	    "大文字と小文字、かな入力になっていないかを確かめてください。");
	show(r, login, request_form(r, "next"));
	return INVALID;
}

enum result
account_sign_in_post(struct request *r)
{
	const char *login = account_login_read(r, request_form(r, "login"));
	const char *password = request_form(r, "password");
	struct account a = { 0 };
	const char *renewed = NULL;
	int64_t wait = 0;
	enum result rc;

	/* Signing in twice makes two sessions; no key can make it one. */
	r->once = NULL;
	if (!*login)
		request_fault(r, "login", "required");
	if (!password || !*password)
		request_fault(r, "password", "required");
	else if (strlen(password) > ACCOUNT_MAX_PASSWORD_BYTES)
		request_fault(r, "password", "長すぎます。");
	if (r->nfaults) {
		show(r, login, request_form(r, "next"));
		return INVALID;
	}
	rc = account_try(r, TRY_PASSWORD, login, &wait);
	if (rc == DENIED)
		return make_wait(r, login, wait);
	if (!rc)
		rc = account_verify(r, login, password, &a, &renewed);
	if (rc == MISSING)
		return refuse(r, login, &a, wait);
	if (rc)
		return rc;
	return let_in(r, &a, request_form(r, "next"), renewed);
}

enum result
account_sign_out_post(struct request *r)
{
	r->once = NULL;
	deed_begin(r);
	(void)session_close(r);
	audit_note_plain(r, "sign_out", account_record.name, r->who->id, "");
	return request_see(r, deed_commit(r, NULL),
	    "/sign-in?done=signed_out");
}
