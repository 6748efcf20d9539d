#include "features/account/account_factor_test.h"
#include "features/account/account_sign_in_test.h"
#include "tests/kit_rows.h"

/* Signing in with a second factor. */

static void
give_password(struct town *t, const char *login)
{
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", login, "password", TOWN_PASSWORD,
	    "next", "/children?q=1", NULL);
	EXPECT_STATUS(t, 303);
}

static void
give_code(struct town *t, const char *code)
{
	post(t, "/sign-in/factor", "code", code, "next", "/children?q=1",
	    NULL);
}

TEST(code_is_asked_for_after_the_password_and_leads_on)
{
	const char *secret = factor_enrol(t), *half;

	give_password(t, "hana_nurse");
	EXPECT(strcmp(t->location,
	    "/sign-in/factor?next=%2Fchildren%3Fq%3D1") == 0);
	half = t->cookie;
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "value=\"/children?q=1\"");
	give_code(t, factor_code(t, secret, 1));
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/children?q=1") == 0);
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->cookie, half) != 0);
	t->cookie = half;
	get(t, "/sign-in/factor");
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/sign-in?", 9) == 0);
}

TEST(password_alone_opens_nothing_but_the_second_step)
{
	static const char *const closed[] = { "/", "/children", "/contacts",
	    "/statistics", "/account", "/account/factor", "/people",
	    "/tokens", "/agencies", "/import/children" };

	sign_in(t, "admin");
	(void)factor_enrol(t);
	give_password(t, "admin");
	for (size_t i = 0; i < COUNT(closed); i++) {
		get(t, closed[i]);
		EXPECT_STATUS(t, 303);
		EXPECT(strncmp(t->location, "/sign-in?", 9) == 0);
		get(t, t->location);
		EXPECT_STATUS(t, 303);
		EXPECT(strncmp(t->location, "/sign-in/factor?", 16) == 0);
	}
	get(t, "/api/v1/children");
	EXPECT_STATUS(t, 401);
}

TEST(password_alone_changes_nothing)
{
	static const char *const closed[] = { "/account/password",
	    "/account/factor", "/account/factor/removal",
	    "/account/factor/recovery-codes", "/tokens", "/drafts" };
	int64_t noted;

	(void)factor_enrol(t);
	give_password(t, "hana_nurse");
	noted = town_count(t, "audit");
	for (size_t i = 0; i < COUNT(closed); i++) {
		post_raw(t, closed[i], "csrf", t->csrf, "password",
		    TOWN_PASSWORD, "old", TOWN_PASSWORD, "new",
		    "lake snow apple 7", "again", "lake snow apple 7",
		    "form", "x", "body", "y", "sent", "1", NULL);
		EXPECT(strncmp(t->location, "/sign-in?", 9) == 0);
	}
	EXPECT(town_count(t, "audit") == noted);
	EXPECT(town_count(t, "person_factor") == 1);
	post(t, "/sign-out", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(t->cookie == NULL);
}

TEST(code_is_accepted_once)
{
	const char *secret = factor_enrol(t), *now = factor_code(t, secret, 0);
	const char *next = factor_code(t, secret, 1);

	give_password(t, "hana_nurse");
	give_code(t, now);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "もう使われています");
	give_code(t, next);
	EXPECT_STATUS(t, 303);
	give_password(t, "hana_nurse");
	give_code(t, next);
	EXPECT_STATUS(t, 422);
	give_code(t, factor_code(t, secret, -1));
	EXPECT_STATUS(t, 422);
	EXPECT(town_count(t, "audit WHERE verb = 'factor_failed'"
	    " AND login = 'hana_nurse'") == 3);
}

TEST(recovery_code_stands_in_once)
{
	const char *code;

	(void)factor_enrol(t);
	code = shown_after(t, FIRST_RECOVERY_CODE);
	give_password(t, "hana_nurse");
	give_code(t, code);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/children?q=1") == 0);
	get(t, "/account/factor");
	EXPECT_SEES(t, "9個");
	give_password(t, "hana_nurse");
	give_code(t, code);
	EXPECT_STATUS(t, 422);
	get(t, "/children");
	EXPECT_STATUS(t, 303);
}

TEST(recovery_code_of_somebody_else_does_not_fit)
{
	const char *code;

	(void)factor_enrol(t);
	code = shown_after(t, FIRST_RECOVERY_CODE);
	sign_in(t, "taro_doctor");
	(void)factor_enrol(t);
	give_password(t, "taro_doctor");
	give_code(t, code);
	EXPECT_STATUS(t, 422);
	EXPECT(town_count(t, "recovery_code WHERE used_at IS NOT NULL") == 0);
}

TEST(what_is_no_code_is_asked_for_again)
{
	static const char *const wrong[] = { "", "12345", "1234567",
	    "あいうえおか" };

	(void)factor_enrol(t);
	give_password(t, "hana_nurse");
	for (size_t i = 0; i < COUNT(wrong); i++) {
		give_code(t, wrong[i]);
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, "href=\"#f-code\"");
	}
	EXPECT_NOT_SEES(t, "あいうえおか");
	post(t, "/sign-in/factor", "code", "1", "next",
	    "//elsewhere.example/", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "value=\"/\"");
}

TEST(guessing_codes_is_slowed_down_like_guessing_passwords)
{
	const char *secret = factor_enrol(t);

	give_password(t, "hana_nurse");
	fail_before(t, "factor:hana_nurse", "127.0.0.1", 4, 60);
	give_code(t, "000000");
	EXPECT_STATUS(t, 422);
	give_code(t, factor_code(t, secret, 1));
	EXPECT_STATUS(t, 429);
	EXPECT_SEES(t, "あと14分");
	get(t, "/children");
	EXPECT_STATUS(t, 303);
}

TEST(role_that_sees_children_has_to_set_up_a_factor_first)
{
	factor_require(t, "required");
	give_password(t, "hana_nurse");
	EXPECT(strncmp(t->location, "/account/factor?next=", 21) == 0);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "はじめに二段階認証を設定します");
	get(t, "/children");
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT(strncmp(t->location, "/account/factor?next=", 21) == 0);
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	get(t, "/sign-in/factor");
	EXPECT(strncmp(t->location, "/account/factor?next=", 21) == 0);
}

TEST(setting_up_the_factor_asked_for_opens_everything)
{
	const char *secret, *half;

	factor_require(t, "required");
	give_password(t, "hana_nurse");
	half = t->cookie;
	secret = factor_begin(t);
	post(t, "/account/factor/confirmation", "code",
	    factor_code(t, secret, 0), "next", "/children?q=1", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "href=\"/children?q=1\"");
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	post(t, "/account/factor/removal", "password", TOWN_PASSWORD, NULL);
	EXPECT_STATUS(t, 403);
	t->cookie = half;
	get(t, "/account/factor");
	EXPECT_STATUS(t, 303);
}

TEST(factor_is_asked_of_open_sessions_from_the_moment_it_is_required)
{
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	factor_require(t, "required");
	get(t, "/children");
	EXPECT_STATUS(t, 303);
	factor_require(t, "anything else");
	get(t, "/children");
	EXPECT_STATUS(t, 303);
	factor_require(t, "optional");
	get(t, "/children");
	EXPECT_STATUS(t, 200);
}

TEST(second_step_is_only_for_those_who_owe_it)
{
	get(t, "/sign-in/factor?next=/children");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/children") == 0);
	sign_in(t, NULL);
	get(t, "/sign-in/factor");
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/sign-in?", 9) == 0);
}

TEST(frame_offers_nothing_before_the_second_step)
{
	const char *secret = factor_enrol(t);

	give_password(t, "hana_nurse");
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "サインアウト");
	EXPECT_NOT_SEES(t, "site-search");
	EXPECT_NOT_SEES(t, "<nav");
	EXPECT_NOT_SEES(t, "href=\"/account\"");
	EXPECT_NOT_SEES(t, "/contacts/new");
	give_code(t, factor_code(t, secret, 1));
	get(t, t->location);
	EXPECT_SEES(t, "site-search");
	EXPECT_SEES(t, "<nav");
	EXPECT_SEES(t, "href=\"/account\"");
}
