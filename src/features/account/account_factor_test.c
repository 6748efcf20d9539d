#include "features/account/account_factor_test.h"

#include <oath.h>
#include <stdlib.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/instant.h"
#include "base/otp.h"
#include "tests/kit_rows.h"

/* Setting up the second factor, as its owner does it. */

/* What an authenticator app shows: its own reading of the secret. */
const char *
factor_code(struct town *t, const char *secret, int later)
{
	int64_t noon = instant_seconds_between("1970-01-01T00:00:00Z",
	    "2026-04-01T03:00:00Z");
	char *code = arena_take(t->mem, OTP_DIGITS + 1), *bytes = NULL;
	size_t n = 0;

	EXPECT(oath_base32_decode(secret, strlen(secret), &bytes, &n) ==
	    OATH_OK);
	EXPECT(oath_totp_generate(bytes, n, (time_t)(noon + later *
	    OTP_STEP_SECONDS), OTP_STEP_SECONDS, 0, OTP_DIGITS, code) ==
	    OATH_OK);
	free(bytes);
	return code;
}

const char *
shown_after(struct town *t, const char *mark)
{
	const char *at = strstr(t->body, mark);

	EXPECT_OF(t, at != NULL, mark);
	at += strlen(mark);
	return arena_bytes(t->mem, at, strcspn(at, "<"));
}

/* The secret as a person copies it, without its spaces. */
static const char *
secret_on_page(struct town *t)
{
	const char *shown = shown_after(t, "<code class=\"secret\">");
	char *secret = arena_take(t->mem, strlen(shown) + 1);
	size_t n = 0;

	for (; *shown; shown++) {
		if (*shown != ' ')
			secret[n++] = *shown;
	}
	EXPECT(n == OTP_SECRET_LETTERS);
	return secret;
}

const char *
factor_begin(struct town *t)
{
	post(t, "/account/factor", "password", TOWN_PASSWORD, NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	return secret_on_page(t);
}

const char *
factor_enrol(struct town *t)
{
	const char *secret = factor_begin(t);

	post(t, "/account/factor/confirmation", "code",
	    factor_code(t, secret, 0), NULL);
	EXPECT_STATUS(t, 200);
	return secret;
}

void
factor_require(struct town *t, const char *how)
{
	static const struct query q = {
		"test.require",
		"UPDATE setting SET value = $1 WHERE name = 'second_factor'"
	};
	struct request *r = town_request(t);

	deed_begin(r);
	db_exec(r->db, &q, ARGS(v_text(how)));
	deed_changed(r, "codes");
	audit_note_plain(r, "change", "setting", "second_factor", "");
	EXPECT(deed_commit(r, NULL) == OK);
}

TEST(factor_is_set_up_by_typing_a_code_of_it)
{
	const char *before = t->cookie, *secret = factor_begin(t);

	EXPECT_SEES(t, "<svg class=\"qr\"");
	EXPECT(town_count(t, "person_factor WHERE session IS NULL") == 0);
	post(t, "/account/factor/confirmation", "code",
	    arena_fmt(t->mem, " %s ", factor_code(t, secret, 0)), NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "予備コード");
	EXPECT(strcmp(t->cookie, before) != 0);
	EXPECT(town_count(t, "person_factor WHERE session IS NULL"
	    " AND last_step > 0") == 1);
	EXPECT(town_count(t, "audit WHERE verb = 'factor_add'"
	    " AND login = 'hana_nurse'") == 1);
	get(t, "/account/factor");
	EXPECT_SEES(t, "令和8年4月1日（水）から");
	EXPECT_SEES(t, "10個");
	EXPECT_NOT_SEES(t, "<svg");
	t->cookie = before;
	get(t, "/account");
	EXPECT_STATUS(t, 303);
}

TEST(factor_is_begun_only_with_the_password)
{
	get(t, "/account/factor");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "<svg");
	post(t, "/account/factor", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-password\"");
	post(t, "/account/factor", "password", "not the one", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "いまのパスワードが違います");
	EXPECT(town_count(t, "person_factor") == 0);
}

TEST(factor_is_not_set_up_with_a_wrong_code)
{
	const char *secret = factor_begin(t);
	static const char *const wrong[] = { "", "12345", "abcdef", CANARY };

	for (size_t i = 0; i < COUNT(wrong); i++) {
		post(t, "/account/factor/confirmation", "code", wrong[i],
		    NULL);
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, "href=\"#f-code\"");
	}
	post(t, "/account/factor/confirmation", "code",
	    factor_code(t, secret, 2), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(strcmp(secret_on_page(t), secret) == 0);
	EXPECT(town_count(t, "person_factor WHERE session IS NULL") == 0);
	EXPECT(town_count(t, "recovery_code") == 0);
}

TEST(secret_on_offer_is_seen_in_its_own_session_only)
{
	const char *secret = factor_begin(t), *other;

	sign_in(t, "hana_nurse");
	get(t, "/account/factor");
	EXPECT_NOT_SEES(t, "<svg");
	post(t, "/account/factor/confirmation", "code",
	    factor_code(t, secret, 0), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "もう一度、はじめから");
	EXPECT(town_count(t, "person_factor WHERE session IS NULL") == 0);
	other = factor_begin(t);
	EXPECT(strcmp(secret, other) != 0);
}

TEST(setting_up_a_factor_ends_every_other_session)
{
	const char *other = t->cookie;

	sign_in(t, "hana_nurse");
	(void)factor_enrol(t);
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "session s JOIN person p ON p.id = s.person"
	    " WHERE p.login = 'hana_nurse'") == 1);
	t->cookie = other;
	get(t, "/children");
	EXPECT_STATUS(t, 303);
}

TEST(recovery_codes_are_shown_once_and_stored_as_hashes)
{
	const char *code;

	(void)factor_enrol(t);
	code = shown_after(t, FIRST_RECOVERY_CODE);
	EXPECT(strlen(code) == 19);
	EXPECT(town_count(t, "recovery_code") == FACTOR_RECOVERY_CODES);
	EXPECT(town_count(t, arena_fmt(t->mem, "recovery_code WHERE hash = '%s'",
	    code)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "recovery_code WHERE hash = '%s'",
	    account_recovery_hash(town_request(t), code))) == 1);
	get(t, "/account/factor");
	EXPECT_NOT_SEES(t, code);
}

TEST(recovery_code_may_be_typed_in_any_width_and_case)
{
	struct request *r = town_request(t);
	const char *hash = account_recovery_hash(r, "ab2c-de3f-gh4j-kk5m");

	EXPECT(strcmp(hash, account_recovery_hash(r,
	    " AB2C DE3F－ＧＨ４Ｊ kk5m\n")) == 0);
	EXPECT(strcmp(hash, account_recovery_hash(r,
	    "ab2c-de3f-gh4j-kk5n")) != 0);
}

TEST(new_recovery_codes_take_the_place_of_the_old)
{
	const char *before, *now;

	(void)factor_enrol(t);
	before = shown_after(t, FIRST_RECOVERY_CODE);
	post(t, "/account/factor/recovery-codes", "password", "not the one",
	    NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/account/factor/recovery-codes", "password", TOWN_PASSWORD,
	    NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "前の予備コードは使えません");
	now = shown_after(t, FIRST_RECOVERY_CODE);
	EXPECT(strcmp(before, now) != 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "recovery_code WHERE hash = '%s'",
	    account_recovery_hash(town_request(t), before))) == 0);
	EXPECT(town_count(t, "recovery_code") == FACTOR_RECOVERY_CODES);
}

/* Of the only factor that counts; in the database nobody can read it. */
static const char *
standing_secret(struct town *t)
{
	static const struct query q = {
		"test.factor",
		"SELECT person FROM person_factor WHERE session IS NULL"
	};
	struct rows rows = { 0 };
	struct factor f;

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	EXPECT(account_sql_factor(town_request(t), rows.cells[0], &f) == OK);
	EXPECT(town_count(t, arena_fmt(t->mem, "person_factor WHERE secret LIKE"
	    " '%%%s%%'", f.secret)) == 0);
	return f.secret;
}

TEST(renewed_factor_counts_only_when_its_code_was_typed)
{
	const char *first = factor_enrol(t), *second;

	second = factor_begin(t);
	EXPECT(strcmp(first, second) != 0);
	EXPECT(strcmp(standing_secret(t), first) == 0);
	post(t, "/account/factor/withdrawal", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "person_factor") == 1);
	second = factor_begin(t);
	post(t, "/account/factor/confirmation", "code",
	    factor_code(t, second, 0), NULL);
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "person_factor") == 1);
	EXPECT(strcmp(standing_secret(t), second) == 0);
}

TEST(factor_is_taken_away_only_with_the_password)
{
	(void)factor_enrol(t);
	post(t, "/account/factor/removal", "password", "not the one", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_count(t, "person_factor") == 1);
	post(t, "/account/factor/removal", "password", TOWN_PASSWORD, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "person_factor") == 0);
	EXPECT(town_count(t, "recovery_code") == 0);
	EXPECT(town_count(t, "audit WHERE verb = 'factor_remove'") == 1);
}
