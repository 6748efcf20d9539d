#include "features/account/account.h"

#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/text.h"
#include "features/account/account_factor.h"
#include "features/account/account_invite.h"
#include "features/account/account_private.h"
#include "features/agency/agency.h"
#include "features/account/account_sql.h"

static const char login_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-._";

static bool
login_fits(const char *login)
{
	size_t n = strspn(login, login_letters);

	return n >= 2 && n <= 40 && login[n] == '\0';
}

static bool
holds_one_of(const char *set, const char *const *roles, size_t n)
{
	struct person who = { .role = set };

	for (size_t i = 0; i < n; i++) {
		if (access_has_role(&who, roles[i]))
			return true;
	}
	return false;
}

/* A role at the centre and one elsewhere do not go together. */
static void
check_agency(struct request *r, const struct account *a)
{
	static const char *const inside[] = { "administrator", "doctor",
		"nurse", "counsellor", "clerk" };
	static const char *const outside[] = { "advisor", "coordinator",
		"officer", "facility" };
	static const char *const family[] = { "family" };
	bool at_agency = holds_one_of(a->role, outside, COUNT(outside));

	if (holds_one_of(a->role, inside, COUNT(inside)) +
	    holds_one_of(a->role, family, 1) + at_agency > 1)
		request_fault(r, "role", "センターの役割、ほかの機関の役割、"
		    "家族は、1人に重ねられません。");
	else if (at_agency && !a->agency)
		request_fault(r, "agency", "所属の機関を選んでください。");
	else if (!at_agency && a->agency)
		request_fault(r, "agency", "この役割では所属を空欄にしてください。");
	if (a->body && !holds_one_of(a->role, inside, COUNT(inside)))
		request_fault(r, "body",
		    "受託法人は、センターの役割のときだけ選びます。");
}

static void
account_check(struct request *r, const void *obj)
{
	const struct account *a = obj;

	if (a->login && *a->login && !login_fits(a->login))
		request_fault(r, "login", "半角の英小文字・数字・「-」「.」「_」で、"
		    "2文字から40文字にしてください。");
	if (a->role && *a->role && !session_rights(a->role))
		request_fault(r, "role", "not_a_choice");
	else if (a->role && *a->role)
		check_agency(r, a);
}

static const char *
account_title(struct request *r, const void *obj)
{
	(void)r;
	return ((const struct account *)obj)->name;
}

static const struct field fields[] = {
	FIELD_TEXT(account, login, .label = "ログイン名",
	    .flags = REQUIRED | LISTED | UNIQUE, .max = 40,
	    .hint = "半角の英小文字・数字・「-」「.」「_」で、2文字から40文字。"),
	FIELD_TEXT(account, name, .label = "氏名", .flags = REQUIRED | LISTED,
	    .max = 100),
	FIELD_CODES(account, role, .label = "役割", .flags = REQUIRED | LISTED,
	    .list = "person_role"),
	FIELD_LINK(account, agency, .label = "所属", .to = &agency_record),
	FIELD_LINK(account, body, .label = "受託法人", .to = &agency_record),
	FIELD_DAY(account, left_on, .label = "退職・異動の日", .flags = HIDDEN),
};

static const char *const beside[] = { "password_hash", NULL };

const struct record account_record = {
	.name = "person",
	.path = "people",
	.label = "職員",
	.size = sizeof(struct account),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = ADMINISTER,
	.write = ADMINISTER,
	.check = account_check,
	.title = account_title,
	.beside = beside,
};

const char *
account_login_read(struct request *r, const char *typed)
{
	char *login = arena_text(r->mem,
	    text_tidy(r->mem, text_fold_width(r->mem, typed ? typed : "")));

	for (char *c = login; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return login;
}

const struct html *
account_hidden(struct request *r)
{
	return form_hidden_own(r);
}

const char *
account_next(const char *typed)
{
	if (!typed || typed[0] != '/' || typed[1] == '/' ||
	    strlen(typed) > 500)
		return "/";
	for (const char *c = typed; *c; c++) {
		if (*c <= ' ' || *c >= 0x7f || *c == '\\')
			return "/";
	}
	if (strncmp(typed, "/sign-", 6) == 0)
		return "/";
	return typed;
}

/* Faults alone do not stop a deed that has begun. */
static enum result
refuse(struct request *r)
{
	db_fail(r->db, INVALID);
	return INVALID;
}

enum result
account_insert(struct request *r, struct account *a, const char *hash)
{
	int64_t taken = 0;
	enum result rc;

	account_check(r, a);
	if (!r->nfaults) {
		rc = account_sql_is_taken(r, a->login, &taken);
		if (rc)
			return rc;
	}
	if (taken)
		request_fault(r, "login", "taken");
	if (r->nfaults)
		return refuse(r);
	(void)account_sql_add(r, a, hash);
	return audit_note(r, "add", &account_record, a);
}

enum result
account_add_hashed(struct request *r, const char *login, const char *name,
    const char *role, const char *hash)
{
	struct account a = { .login = account_login_read(r, login),
	    .name = name, .role = role };

	if (!*a.login)
		request_fault(r, "login", "required");
	return account_insert(r, &a, hash);
}

enum result
account_add(struct request *r, const char *login, const char *name,
    const char *role, const char *password)
{
	return account_add_hashed(r, login, name, role,
	    crypto_password(r->mem, password));
}

enum result
account_of_login(struct request *r, const char *login, struct account *a)
{
	const char *hash;

	return account_sql_by_login(r, login, a, &hash);
}

static const struct route routes[] = {
	{ "GET", "/sign-in", EVERYONE, account_sign_in_get },
	{ "POST", "/sign-in", EVERYONE, account_sign_in_post },
	{ "GET", "/sign-in/factor", SIGNED_IN, account_step_get },
	{ "POST", "/sign-in/factor", SIGNED_IN, account_step_post },
	{ "POST", "/sign-in/again", SIGNED_IN, account_again_post },
	{ "GET", "/invite/*", EVERYONE, account_invite_get },
	{ "POST", "/invite", EVERYONE, account_invite_post },
	{ "POST", "/sign-out", SIGNED_IN, account_sign_out_post },
	{ "GET", "/account", SIGNED_IN, account_own_get },
	{ "POST", "/account/password", SIGNED_IN, account_password_post },
	{ "POST", "/account/mail", SIGNED_IN, account_mail_post },
	{ "POST", "/account/sessions/*/revocation", SIGNED_IN,
	    account_session_revocation_post },
	{ "GET", "/account/factor", SIGNED_IN, account_factor_get },
	{ "POST", "/account/factor", SIGNED_IN, account_factor_post },
	{ "POST", "/account/factor/confirmation", SIGNED_IN,
	    account_factor_confirmation_post },
	{ "POST", "/account/factor/withdrawal", SIGNED_IN,
	    account_factor_withdrawal_post },
	{ "POST", "/account/factor/recovery-codes", SIGNED_IN,
	    account_factor_codes_post },
	{ "POST", "/account/factor/removal", SIGNED_IN,
	    account_factor_removal_post },
	{ "GET", "/people", ADMINISTER, account_people_get },
	{ "POST", "/people", ADMINISTER | FRESH, account_person_add_post },
	{ "GET", "/people/new", ADMINISTER | FRESH, account_person_new_get },
	{ "GET", "/people/*", ADMINISTER | FRESH, account_person_get },
	{ "POST", "/people/*", ADMINISTER | FRESH, account_person_change_post },
	{ "POST", "/people/*/invitation", ADMINISTER | FRESH,
	    account_person_invitation_post },
	{ "POST", "/people/*/factor-removal", ADMINISTER | FRESH,
	    account_person_factor_removal_post },
	{ "POST", "/people/*/return", ADMINISTER | FRESH, account_person_return_post },
	{ "GET", "/tokens", ADMINISTER | FRESH, account_tokens_get },
	{ "POST", "/tokens", ADMINISTER | FRESH, account_token_add_post },
	{ "POST", "/tokens/*/revocation", ADMINISTER,
	    account_token_revocation_post },
	{ "POST", "/drafts", SIGNED_IN, account_draft_post },
	{ "POST", "/drafts/removal", SIGNED_IN, account_draft_removal_post },
};

const struct feature account_feature = {
	.name = "account",
	.menu = { NULL, "/account", SIGNED_IN, 0 },
	.unlisted = &account_record,
	.demo = account_demo,
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&account_sign_in_page, &account_step_page,
	    &account_own_page,
	    &account_people_page, &account_person_page, &account_tokens_page,
	    &account_secret_page, &account_factor_page, &account_codes_page,
	    &account_invite_page),
};
