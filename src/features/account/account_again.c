#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/fresh.h"
#include "app/session.h"
#include "features/account/account_factor.h"
#include "features/account/account_private.h"
#include "features/account/account_throttle.h"

/* Showing once more, in the middle of a session, who sits there. */

static bool
sends(const struct request *r)
{
	const char *given = request_form(r, FRESH_SENDS);

	return given && strcmp(given, "1") == 0;
}

static enum result
show(struct request *r, enum result rc)
{
	enum result shown = fresh_show(r,
	    account_next(request_form(r, FRESH_TO)), sends(r));

	return shown ? shown : rc;
}

/* Inside a deed. */
static void
confirm(struct request *r, enum try_kind kind)
{
	(void)account_forgive(r, kind, r->who->login);
	(void)session_confirm(r);
	audit_note_plain(r, "factor_again", account_record.name, r->who->id,
	    "");
}

static enum result
try_code(struct request *r, const struct factor *f, const char *typed)
{
	deed_begin(r);
	if (!account_code_spend(r, f, typed)) {
		db_rollback(r->db);
		return CONFLICT;
	}
	confirm(r, TRY_CODE);
	return deed_commit(r, NULL);
}

static enum result
refuse(struct request *r)
{
	enum result rc;

	deed_begin(r);
	audit_note_plain(r, "factor_failed", account_record.name, r->who->id,
	    r->address);
	rc = deed_commit(r, NULL);
	request_fault(r, FRESH_CODE, "コードが違うか、もう使われています。"
	    "アプリに次の数字が出るのを待って、入力してください。");
	return rc ? rc : INVALID;
}

static enum result
check_code(struct request *r)
{
	const char *typed = request_form(r, FRESH_CODE);
	struct factor f;
	int64_t wait = 0;
	enum result rc;

	if (!typed || !*typed || strlen(typed) > 100) {
		request_fault(r, FRESH_CODE, typed && *typed ? "長すぎます。" :
		    "required");
		return INVALID;
	}
	rc = account_try(r, TRY_CODE, r->who->login, &wait);
	if (rc == DENIED) {
		request_fault(r, FRESH_CODE, account_wait_says(r, wait));
		return account_wait(r, wait);
	}
	if (!rc)
		rc = account_sql_factor(r, r->who->id, &f);
	if (!rc)
		rc = try_code(r, &f, typed);
	return rc == CONFLICT ? refuse(r) : rc;
}

static enum result
check_password(struct request *r)
{
	enum result rc = account_password_check(r, FRESH_PASSWORD);

	if (rc)
		return rc;
	deed_begin(r);
	confirm(r, TRY_PASSWORD);
	return deed_commit(r, NULL);
}

/* 307: the browser sends the form that was typed on to where it belongs. */
enum result
account_again_post(struct request *r)
{
	const char *to = account_next(request_form(r, FRESH_TO));
	enum result rc;

	/* The key in the form is that of the one to be sent on. */
	r->once = NULL;
	if (!r->who->session || r->who->owes)
		return DENIED;
	rc = r->who->enrolled ? check_code(r) : check_password(r);
	if (rc == INVALID)
		return show(r, rc);
	if (rc || !sends(r))
		return request_see(r, rc, to);
	r->answer.status = 307;
	request_header_add(r, "Location", to);
	return OK;
}
