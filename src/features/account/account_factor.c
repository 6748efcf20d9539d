#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/otp.h"
#include "base/qr.h"
#include "base/text.h"
#include "features/account/account_factor.h"
#include "features/account/account_private.h"
#include "features/account/account_throttle.h"

/* Setting up, renewing and taking away one's own second factor. */

/* What an authenticator app shows above the code: the name in the head. */
static const char issuer[] = "支援センター業務";

struct factor_page {
	const char *next, *secret, *qr, *confirmed_on;
	const char *password_fault, *code_fault;
	int64_t side, codes_left;
	const struct html *faults, *hidden, *withdrawal_hidden;
	bool offered, enrolled, required, owes, few_left;
};

struct recovery_row {
	const char *code;
};

struct codes_page {
	struct html_list codes;
	const char *next;
	bool renewed;			/* only the codes are new */
};

static const struct slot slots[] = {
	SLOT_TEXT(factor_page, next),
	SLOT_TEXT(factor_page, secret),
	SLOT_TEXT(factor_page, qr),
	SLOT_TEXT(factor_page, confirmed_on),
	SLOT_TEXT(factor_page, password_fault),
	SLOT_TEXT(factor_page, code_fault),
	SLOT_NUMBER(factor_page, side),
	SLOT_NUMBER(factor_page, codes_left),
	SLOT_HTML(factor_page, faults),
	SLOT_HTML(factor_page, hidden),
	SLOT_HTML(factor_page, withdrawal_hidden),
	SLOT_FLAG(factor_page, offered),
	SLOT_FLAG(factor_page, enrolled),
	SLOT_FLAG(factor_page, required),
	SLOT_FLAG(factor_page, owes),
	SLOT_FLAG(factor_page, few_left),
};

static const struct slot code_slots[] = {
	SLOT_TEXT(recovery_row, code),
};

static const struct slot codes_slots[] = {
	SLOT_LIST(codes_page, codes, code_slots, struct recovery_row),
	SLOT_TEXT(codes_page, next),
	SLOT_FLAG(codes_page, renewed),
};

TEMPLATE(account_factor_page, "src/features/account/factor.html", slots);
TEMPLATE(account_codes_page, "src/features/account/codes.html", codes_slots);

enum result
account_factor_match(struct request *r, const struct factor *f,
    const char *typed, int64_t *step)
{
	const char *code = text_key(r->mem, typed ? typed : "");
	int64_t now = instant_seconds_between("1970-01-01T00:00:00Z", r->now);
	enum result rc = otp_match(f->secret, code, now, step);

	return !rc && *step <= f->last_step ? INVALID : rc;
}

const char *
account_recovery_hash(struct request *r, const char *code)
{
	const char *folded = text_key(r->mem, code);
	char *kept = arena_take(r->mem, strlen(folded) + 1);
	size_t n = 0;

	for (const char *c = folded; *c; c++) {
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789", *c))
			kept[n++] = *c;
	}
	return session_hash(r->mem, kept);
}

/* Nobody with a factor of theirs comes to these pages without having passed
 * it; so who owes one has to set it up, and gave the password just before. */
static enum result
owes_factor(struct request *r, bool *owes)
{
	const char *see = NULL;
	enum result rc = account_owed(r, NULL, &see);

	*owes = see != NULL;
	return rc;
}

static const char *
next_of(const struct request *r)
{
	const char *next = request_form(r, "next");

	return account_next(next ? next : request_query(r, "next"));
}

/* In groups of four, as people copy it. */
static const char *
grouped(struct arena *mem, const char *secret)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0, n = strlen(secret); i < n; i += 4)
		buffer_fmt(&b, "%s%.4s", i ? " " : "", secret + i);
	return b.s;
}

static enum result
offer_load(struct request *r, struct factor_page *p)
{
	struct factor f;
	enum result rc = account_sql_factor_offered(r, &f);

	p->offered = !rc;
	if (rc)
		return rc == MISSING ? OK : rc;
	p->secret = grouped(r->mem, f.secret);
	return qr_path(r->mem, otp_uri(r->mem, issuer, r->who->login,
	    f.secret), &p->qr, &p->side);
}

static enum result
page_load(struct request *r, struct factor_page *p)
{
	struct factor f;
	enum result rc = account_sql_factor(r, r->who->id, &f);

	p->enrolled = !rc;
	if (rc && rc != MISSING)
		return rc;
	if (!rc)
		p->confirmed_on = date_long(r->mem,
		    date_of_instant(r->mem, f.confirmed_at));
	rc = account_sql_recovery_left(r, r->who->id, &p->codes_left);
	p->few_left = p->codes_left <= FACTOR_FEW_CODES;
	return rc ? rc : offer_load(r, p);
}

enum result
account_factor_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "二段階認証", NULL } };
	struct page page = { .title = "二段階認証", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct factor_page p = {
		.next = next_of(r),
		.password_fault = request_fault_of(r, "password"),
		.code_fault = request_fault_of(r, "code"),
		.faults = form_faults(r),
		.hidden = account_hidden(r),
		.withdrawal_hidden = account_hidden(r),
		.required = session_needs_factor(r, r->who->role),
	};
	enum result rc = owes_factor(r, &p.owes);

	if (!rc)
		rc = page_load(r, &p);
	if (p.owes)
		page.ncrumbs = 0;
	return rc ? rc : page_show(r, &page, &account_factor_page, &p);
}

static enum result
shown_again(struct request *r, enum result rc)
{
	if (rc == INVALID && account_factor_get(r))
		return BROKEN;
	return rc;
}

static const char *
page_url(struct request *r)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, "/account/factor?next=");
	buffer_url(&b, next_of(r));
	return b.s;
}

enum result
account_factor_post(struct request *r)
{
	const char *see = page_url(r);
	bool owes = false;
	enum result rc = owes_factor(r, &owes);

	if (!rc && !owes)
		rc = account_password_check(r, "password");
	if (rc)
		return shown_again(r, rc);
	deed_begin(r);
	(void)account_sql_factor_offer(r, otp_secret(r->mem));
	(void)account_forgive(r, TRY_PASSWORD, r->who->login);
	audit_note_plain(r, "factor_begin", account_record.name, r->who->id,
	    "");
	return request_see(r, deed_commit(r, see), see);
}

/* Inside a deed: new codes for paper, in `rows` for this once. */
static void
codes_make(struct request *r, struct recovery_row *rows)
{
	const char *hashes[FACTOR_RECOVERY_CODES];

	for (size_t i = 0; i < FACTOR_RECOVERY_CODES; i++) {
		rows[i].code = crypto_readable(r->mem);
		hashes[i] = account_recovery_hash(r, rows[i].code);
	}
	(void)account_sql_recovery_set(r, r->who->id, hashes, COUNT(hashes));
}

static enum result
codes_show(struct request *r, const struct recovery_row *rows, bool renewed)
{
	struct page page = { .title = "予備コード" };
	struct codes_page p = {
		.codes = { rows, FACTOR_RECOVERY_CODES },
		.next = renewed ? "/account/factor" : next_of(r),
		.renewed = renewed,
	};

	return page_show(r, &page, &account_codes_page, &p);
}

/* Whoever else sits in this account is out: with a factor that is new, nobody
 * but this session has passed it. */
static enum result
confirm(struct request *r, int64_t step)
{
	const struct account me = { .id = r->who->id, .login = r->who->login };
	struct recovery_row rows[FACTOR_RECOVERY_CODES];
	enum result rc;

	deed_begin(r);
	(void)account_sql_factor_confirm(r, step);
	codes_make(r, rows);
	(void)session_close_others(r, r->who->id);
	(void)session_renew(r, true);
	(void)account_known(r, &me);
	audit_note_plain(r, "factor_add", account_record.name, r->who->id, "");
	rc = deed_commit(r, "/account/factor");
	return rc ? rc : codes_show(r, rows, false);
}

enum result
account_factor_confirmation_post(struct request *r)
{
	const char *typed = request_form(r, "code");
	struct factor f;
	int64_t step = 0;
	enum result rc = account_sql_factor_offered(r, &f);

	if (rc == MISSING) {
		request_fault(r, "password",
		    "設定が中断されています。もう一度、はじめから設定してください。");
		return shown_again(r, INVALID);
	}
	if (!rc)
		rc = account_factor_match(r, &f, typed, &step);
	if (rc == INVALID)
		request_fault(r, "code", typed && *typed ?
		    "コードが違います。アプリにいま出ている6けたの数字を入力してください。"
		    "くり返し違うときは、スマートフォンの時刻が合っているかを確かめてください。" :
		    "required");
	return rc ? shown_again(r, rc) : confirm(r, step);
}

enum result
account_factor_withdrawal_post(struct request *r)
{
	deed_begin(r);
	(void)account_sql_factor_withdraw(r);
	audit_note_plain(r, "factor_withdraw", account_record.name,
	    r->who->id, "");
	return request_see(r, deed_commit(r, "/account/factor"),
	    "/account/factor");
}

enum result
account_factor_codes_post(struct request *r)
{
	struct recovery_row rows[FACTOR_RECOVERY_CODES];
	enum result rc = account_password_check(r, "password");

	if (rc)
		return shown_again(r, rc);
	deed_begin(r);
	codes_make(r, rows);
	(void)account_forgive(r, TRY_PASSWORD, r->who->login);
	audit_note_plain(r, "factor_codes", account_record.name, r->who->id,
	    "");
	rc = deed_commit(r, "/account/factor");
	return rc ? rc : codes_show(r, rows, true);
}

enum result
account_factor_removal_post(struct request *r)
{
	const char *see = request_saying(r, "/account/factor", "changed");
	enum result rc;

	if (session_needs_factor(r, r->who->role))
		return DENIED;
	rc = account_password_check(r, "password");
	if (rc)
		return shown_again(r, rc);
	deed_begin(r);
	(void)account_sql_factor_remove(r, r->who->id);
	(void)account_forgive(r, TRY_PASSWORD, r->who->login);
	audit_note_plain(r, "factor_remove", account_record.name, r->who->id,
	    "");
	return request_see(r, deed_commit(r, see), see);
}
