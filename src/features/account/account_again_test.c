#include "features/account/account_factor_test.h"
#include "features/account/account_sign_in_test.h"
#include "tests/kit_mail.h"
#include "tests/kit_rows.h"

/* Before what opens much at once, a factor that is not older than this. */

#define JUST_BEFORE "2026-04-01T03:09:59Z"
#define JUST_AFTER "2026-04-01T03:10:00Z"
enum { STEPS_AFTER = 20 };

static void
confirm_code(struct town *t, const char *code, const char *to)
{
	post(t, "/sign-in/again", "again_code", code, "again_to", to, NULL);
}

static void
confirm_password(struct town *t, const char *password, const char *to)
{
	post(t, "/sign-in/again", "again_password", password, "again_to", to,
	    NULL);
}

TEST(export_ten_minutes_after_the_code_asks_for_another)
{
	const char *secret = factor_enrol(t), *before;

	set_now(t, JUST_BEFORE);
	get(t, "/export/children.csv");
	EXPECT_STATUS(t, 200);
	set_now(t, JUST_AFTER);
	get(t, "/export/children.csv?a=%2F&b=1");
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "value=\"/export/children.csv?a=%2F&amp;b=1\"");
	EXPECT(town_count(t, "audit WHERE verb = 'export'") == 1);
	before = t->cookie;
	confirm_code(t, factor_code(t, secret, STEPS_AFTER),
	    "/export/children.csv");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/export/children.csv") == 0);
	EXPECT(strcmp(t->cookie, before) != 0);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "audit WHERE verb = 'factor_again'") == 1);
	/* The key of before is nobody's. */
	t->cookie = before;
	get(t, "/");
	EXPECT_STATUS(t, 303);
}

TEST(password_does_not_stand_in_for_the_code_of_who_has_one)
{
	const char *secret = factor_enrol(t);

	set_now(t, JUST_AFTER);
	confirm_password(t, TOWN_PASSWORD, "/export/children.csv");
	EXPECT_STATUS(t, 422);
	confirm_code(t, "000000", "/export/children.csv");
	EXPECT_STATUS(t, 422);
	EXPECT(town_count(t, "audit WHERE verb = 'factor_failed'") == 1);
	get(t, "/export/children.csv");
	EXPECT_STATUS(t, 403);
	confirm_code(t, factor_code(t, secret, STEPS_AFTER), "/");
	EXPECT_STATUS(t, 303);
	/* And a code once. */
	set_now(t, "2026-04-01T03:21:00Z");
	confirm_code(t, factor_code(t, secret, STEPS_AFTER), "/");
	EXPECT_STATUS(t, 422);
}

TEST(who_has_no_second_factor_gives_the_password_again)
{
	set_now(t, JUST_AFTER);
	get(t, "/export/children.csv");
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "name=\"again_password\"");
	confirm_password(t, "not the one", "/export/children.csv");
	EXPECT_STATUS(t, 422);
	confirm_password(t, TOWN_PASSWORD, "//evil.example/");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/") == 0);
	get(t, "/export/children.csv");
	EXPECT_STATUS(t, 200);
}

TEST(what_was_typed_is_sent_on_after_the_code)
{
	const char *secret, *csrf;

	sign_in(t, "admin");
	secret = factor_enrol(t);
	set_now(t, JUST_AFTER);
	csrf = t->csrf;
	post(t, "/people", "login", "natsu", "name", "看護師 夏" CANARY, "role",
	    "nurse", "role", "clerk", NULL);
	EXPECT_STATUS(t, 403);
	EXPECT(town_count(t, "person WHERE login = 'natsu'") == 0);
	EXPECT_SEES(t, "name=\"login\" value=\"natsu\"");
	EXPECT_SEES(t, "name=\"role\" value=\"nurse\"");
	EXPECT_SEES(t, "name=\"role\" value=\"clerk\"");
	EXPECT_SEES(t, arena_fmt(t->mem, "name=\"csrf\" value=\"%s\"", csrf));
	post(t, "/sign-in/again", "login", "natsu", "again_code", "111111",
	    "again_to", "/people", "again_sends", "1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "name=\"login\" value=\"natsu\"");
	EXPECT_NOT_SEES(t, "111111");
	post(t, "/sign-in/again", "login", "natsu", "again_code",
	    factor_code(t, secret, STEPS_AFTER), "again_to", "/people",
	    "again_sends", "1", NULL);
	EXPECT_STATUS(t, 307);
	EXPECT(strcmp(t->location, "/people") == 0);
	/* As the browser sends it on: with the csrf of the old page. */
	EXPECT(strcmp(t->csrf, csrf) == 0);
	post_raw(t, "/people", "csrf", csrf, "once", "one", "login", "natsu",
	    "name", "看護師 夏", "role", "nurse", "again_code", "1", "again_to",
	    "/people", "again_sends", "1", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "person WHERE login = 'natsu'") == 1);
}

TEST(rights_consent_glass_and_the_log_want_a_fresh_factor)
{
	static const char *const pages[] = { "/people/new", "/people/1",
	    "/people/1/handover", "/tokens", "/audit.csv", "/audit.xlsx",
	    "/retention/child/erasure" };
	static const char *const forms[] = { "/people", "/people/1",
	    "/people/1/invitation", "/people/1/factor-removal",
	    "/people/1/return", "/people/1/handover", "/tokens",
	    "/retention", "/retention/child/erasure", "/settings/mail" };
	static const char *const work[] = { "/consents/new",
	    "/children/1/glass", "/glass/find", "/export/contacts.xlsx" };

	set_now(t, JUST_AFTER);
	for (size_t i = 0; i < COUNT(work); i++) {
		get(t, work[i]);
		EXPECT_STATUS(t, 403);
		EXPECT_SEES(t, "again_password");
	}
	post(t, "/consents", "given_by", "見本 明子", NULL);
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "name=\"given_by\" value=\"見本 明子\"");
	set_now(t, "2026-04-01T03:00:00Z");
	sign_in(t, "admin");
	set_now(t, JUST_AFTER);
	for (size_t i = 0; i < COUNT(pages); i++) {
		get(t, pages[i]);
		EXPECT_STATUS(t, 403);
		EXPECT_SEES(t, "again_password");
	}
	for (size_t i = 0; i < COUNT(forms); i++) {
		post(t, forms[i], NULL);
		EXPECT_STATUS(t, 403);
		EXPECT_SEES(t, "again_password");
	}
	/* What takes rights away never waits. */
	post(t, "/tokens/1/revocation", NULL);
	EXPECT_NOT_SEES(t, "again_password");
}

TEST(clock_that_was_put_back_makes_no_session_fresh)
{
	set_now(t, "2026-04-01T02:59:59Z");
	get(t, "/export/children.csv");
	EXPECT_STATUS(t, 403);
}

TEST(guessing_codes_in_a_session_is_slowed_down)
{
	(void)factor_enrol(t);
	set_now(t, JUST_AFTER);
	for (int i = 0; i < 5; i++)
		confirm_code(t, "000000", "/");
	confirm_code(t, "000000", "/");
	EXPECT_STATUS(t, 429);
}
