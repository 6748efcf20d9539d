#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/otp.h"
#include "base/text.h"
#include "features/account/account_factor.h"
#include "features/account/account_private.h"
#include "features/account/account_throttle.h"

/* The second step of signing in: a code of the app, or one from paper. */

struct step_page {
	const char *next, *code_fault;
	const struct html *faults, *hidden;
};

static const struct slot slots[] = {
	SLOT_TEXT(step_page, next),
	SLOT_TEXT(step_page, code_fault),
	SLOT_HTML(step_page, faults),
	SLOT_HTML(step_page, hidden),
};

TEMPLATE(account_step_page, "src/features/account/sign_in_factor.html", slots);

static const char *
with_next(struct request *r, const char *path, const char *next)
{
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "%s?next=", path);
	buffer_url(&b, account_next(next));
	return b.s;
}

enum result
account_first(struct request *r, const struct account *a, const char *next,
    const char **see, bool *owes)
{
	struct factor f;
	enum result rc = account_sql_factor(r, a->id, &f);

	*owes = !rc || session_needs_factor(r, a->role);
	if (rc && rc != MISSING)
		return rc;
	*see = !rc ? with_next(r, "/sign-in/factor", next) : *owes ?
	    with_next(r, "/account/factor", next) : account_next(next);
	return OK;
}

enum result
account_owed(struct request *r, const char *next, const char **see)
{
	const struct account me = { .id = r->who->id, .role = r->who->role };
	bool owes = false, passed = false;
	enum result rc = account_sql_factor_passed(r, &passed);

	if (!rc)
		rc = account_first(r, &me, next, see, &owes);
	if (!rc && (passed || !owes))
		*see = NULL;
	return rc;
}

static void
show(struct request *r, const char *next)
{
	struct page page = { .title = "サインイン（二段階認証）" };
	struct step_page s = {
		.next = account_next(next),
		.code_fault = request_fault_of(r, "code"),
		.faults = form_faults(r),
		.hidden = account_hidden(r),
	};

	(void)page_show(r, &page, &account_step_page, &s);
}

/* Leads away who has nothing to do here; NULL when a code is wanted. */
static enum result
elsewhere(struct request *r, const char *next, const char **see)
{
	enum result rc = account_owed(r, next, see);

	if (!rc && !*see)
		*see = account_next(next);
	else if (!rc && strncmp(*see, "/sign-in/factor", 15) == 0)
		*see = NULL;
	return rc;
}

enum result
account_step_get(struct request *r)
{
	const char *next = request_query(r, "next"), *see = NULL;
	enum result rc = elsewhere(r, next, &see);

	if (!rc && !see)
		show(r, next);
	return see ? request_see(r, rc, see) : rc;
}

static enum result
make_wait(struct request *r, int64_t seconds)
{
	request_fault(r, "code", account_wait_says(r, seconds));
	show(r, request_form(r, "next"));
	return account_wait(r, seconds);
}

static enum result
refuse(struct request *r, int64_t wait)
{
	enum result rc;

	deed_begin(r);
	audit_note_plain(r, "factor_failed", account_record.name, r->who->id,
	    r->address);
	rc = deed_commit(r, NULL);
	if (rc)
		return rc;
	if (wait)
		return make_wait(r, wait);
	request_fault(r, "code", "コードが違うか、もう使われています。"
	    "アプリに次の数字が出るのを待って、入力してください。");
	show(r, request_form(r, "next"));
	return INVALID;
}

static bool
is_from_paper(struct request *r, const char *typed)
{
	return strlen(text_key(r->mem, typed)) > OTP_DIGITS;
}

bool
account_code_spend(struct request *r, const struct factor *f, const char *typed)
{
	int64_t step = 0;

	if (is_from_paper(r, typed)) {
		(void)account_sql_recovery_use(r, r->who->id,
		    account_recovery_hash(r, typed));
		return true;
	}
	if (account_factor_match(r, f, typed, &step))
		return false;
	(void)account_sql_factor_use(r, r->who->id, step);
	return true;
}

static enum result
let_in(struct request *r, const struct factor *f, const char *typed)
{
	const struct account me = { .id = r->who->id, .login = r->who->login };

	deed_begin(r);
	if (!account_code_spend(r, f, typed)) {
		db_rollback(r->db);
		return CONFLICT;
	}
	(void)account_forgive(r, TRY_CODE, me.login);
	(void)account_known(r, &me);
	(void)session_renew(r, true);
	audit_note_plain(r, "sign_in", account_record.name, r->who->id,
	    r->address);
	return deed_commit(r, NULL);
}

/* Who came in by paper and has little left is told before anything else. */
static enum result
go_on(struct request *r, bool from_paper)
{
	const char *next = account_next(request_form(r, "next"));
	int64_t left = 0;
	enum result rc = account_sql_recovery_left(r, r->who->id, &left);

	return request_see(r, rc, from_paper && left <= FACTOR_FEW_CODES ?
	    "/account/factor" : next);
}

static enum result
try_code(struct request *r, const char *typed)
{
	struct factor f;
	int64_t wait = 0;
	enum result rc = account_try(r, TRY_CODE, r->who->login, &wait);

	if (rc == DENIED)
		return make_wait(r, wait);
	if (!rc)
		rc = account_sql_factor(r, r->who->id, &f);
	if (!rc)
		rc = let_in(r, &f, typed);
	if (rc == CONFLICT)
		return refuse(r, wait);
	return rc ? rc : go_on(r, is_from_paper(r, typed));
}

enum result
account_step_post(struct request *r)
{
	const char *next = request_form(r, "next"), *see = NULL;
	const char *typed = request_form(r, "code");
	enum result rc = elsewhere(r, next, &see);

	/* A code is spent by itself. */
	r->once = NULL;
	if (rc || see)
		return request_see(r, rc, see);
	if (!typed || !*typed || strlen(typed) > 100) {
		request_fault(r, "code", typed && *typed ? "長すぎます。" :
		    "required");
		show(r, next);
		return INVALID;
	}
	return try_code(r, typed);
}
