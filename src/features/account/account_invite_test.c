#include "features/account/account_invite.h"

#include "app/session.h"
#include "app/site.h"
#include "features/account/account_factor_test.h"
#include "tests/kit_rows.h"

/* Coming in for the first time, or again, by a link. */

#define PASSWORD "lake snow apple 7"

/* What stands in the link on the page. */
static const char *
token_on_page(struct town *t)
{
	const char *link, *at;

	EXPECT_STATUS(t, 200);
	link = shown_after(t, "<code class=\"secret\">");
	at = strstr(link, "http://127.0.0.1/invite/");
	EXPECT(at == link);
	return at + strlen("http://127.0.0.1/invite/");
}

static const char *
invite_yuki(struct town *t)
{
	sign_in(t, "admin");
	post(t, "/people", "login", "yuki", "name", "相談員 雪", "role",
	    "counsellor", NULL);
	return token_on_page(t);
}

static const char *
person_url(struct town *t, const char *login, const char *act)
{
	struct account a = { 0 };

	EXPECT(account_of_login(town_request(t), login, &a) == OK);
	return arena_fmt(t->mem, "/people/%s%s", a.id, act);
}

static const char *
reset_hana(struct town *t)
{
	sign_in(t, "admin");
	post(t, person_url(t, "hana_nurse", "/invitation"), NULL);
	return token_on_page(t);
}

static void
open_link(struct town *t, const char *token)
{
	sign_in(t, NULL);
	get(t, arena_fmt(t->mem, "/invite/%s", token));
}

static void
choose(struct town *t, const char *token, const char *new,
    const char *again)
{
	post_raw(t, "/invite", "token", token, "new", new, "again", again,
	    NULL);
}

static void
let_time_pass(struct town *t, const char *ends_at)
{
	static const struct query q = {
		"test.age", "UPDATE invitation SET ends_at = $1,"
		" made_at = '2026-01-01T00:00:00Z'"
	};

	db_begin(t->db);
	db_exec(t->db, &q, ARGS(v_text(ends_at)));
	EXPECT(db_commit(t->db) == OK);
}

TEST(invited_colleague_chooses_a_password_and_is_in)
{
	const char *token = invite_yuki(t);

	EXPECT_SEES(t, "7日のあいだ");
	open_link(t, token);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "相談員 雪さん");
	EXPECT_SEES(t, "value=\"yuki\"");
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/") == 0);
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "audit WHERE verb = 'invitation_used'"
	    " AND login = 'yuki'") == 1);
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", "yuki", "password", PASSWORD, NULL);
	EXPECT_STATUS(t, 303);
}

TEST(invited_colleague_goes_on_to_set_up_the_factor)
{
	const char *token = invite_yuki(t);

	factor_require(t, "required");
	open_link(t, token);
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/account/factor?next=", 21) == 0);
	get(t, "/children");
	EXPECT_STATUS(t, 303);
	get(t, "/account/factor");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "はじめに二段階認証を設定します");
}

TEST(nobody_signs_in_as_a_colleague_who_was_only_invited)
{
	static const char *const tries[] = { "x", "once:", "$argon2id$" };

	(void)invite_yuki(t);
	for (size_t i = 0; i < COUNT(tries); i++) {
		sign_in(t, NULL);
		post_raw(t, "/sign-in", "login", "yuki", "password",
		    tries[i], NULL);
		EXPECT_STATUS(t, 422);
	}
	sign_in(t, "admin");
	get(t, "/people");
	EXPECT_SEES(t, "招待中");
}

/* Opened, and sent, with a link that does not work: the two answers. */
static const char *
refused(struct town *t, const char *token)
{
	const char *opened;

	open_link(t, token);
	EXPECT_STATUS(t, 404);
	EXPECT_SEES(t, "管理者に新しいリンクを頼んでください");
	EXPECT_NOT_SEES(t, token);
	opened = t->body;
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 404);
	EXPECT(strcmp(opened, t->body) == 0);
	return opened;
}

TEST(link_that_is_used_old_or_made_up_is_refused_in_the_same_words)
{
	const char *token = invite_yuki(t), *made_up, *old, *used;

	made_up = refused(t, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	let_time_pass(t, "2026-04-01T03:00:00Z");
	old = refused(t, token);
	let_time_pass(t, "2026-04-01T03:00:01Z");
	open_link(t, token);
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 303);
	used = refused(t, token);
	EXPECT(strcmp(made_up, old) == 0 && strcmp(old, used) == 0);
	EXPECT(town_count(t, "session s JOIN person p ON p.id = s.person"
	    " WHERE p.login = 'yuki'") == 1);
}

TEST(looking_at_a_link_does_not_use_it_up)
{
	const char *token = invite_yuki(t);

	for (int i = 0; i < 3; i++) {
		open_link(t, token);
		EXPECT_STATUS(t, 200);
	}
	EXPECT(town_count(t, "invitation WHERE used_at IS NULL") == 1);
}

TEST(bad_choice_of_password_keeps_the_link)
{
	const char *token = invite_yuki(t);

	open_link(t, token);
	choose(t, token, "short one 12", "short one 12");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "13文字以上");
	choose(t, token, PASSWORD, "another");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "上の新しいパスワードと違います");
	choose(t, token, CANARY, "");
	EXPECT_STATUS(t, 422);
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 303);
}

TEST(newer_link_takes_the_place_of_the_one_before)
{
	const char *first = reset_hana(t), *second = reset_hana(t);

	EXPECT(strcmp(first, second) != 0);
	(void)refused(t, first);
	open_link(t, second);
	EXPECT_STATUS(t, 200);
}

TEST(link_of_somebody_who_left_is_refused)
{
	const char *token = invite_yuki(t);

	post(t, person_url(t, "yuki", "/handover"), "version", "1", "last_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	(void)refused(t, token);
}

TEST(forgotten_password_is_replaced_by_a_link_and_sessions_end)
{
	const char *cookie = t->cookie, *token = reset_hana(t);

	EXPECT_SEES(t, "30分のあいだ");
	t->cookie = cookie;
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", "hana_nurse", "password",
	    TOWN_PASSWORD, NULL);
	EXPECT_STATUS(t, 422);
	open_link(t, token);
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 303);
	get(t, "/children");
	EXPECT_STATUS(t, 200);
}

TEST(link_for_a_forgotten_password_ends_after_thirty_minutes)
{
	(void)reset_hana(t);
	EXPECT(town_count(t, "invitation WHERE ends_at"
	    " = '2026-04-01T03:30:00Z'") == 1);
	(void)invite_yuki(t);
	EXPECT(town_count(t, "invitation WHERE ends_at"
	    " = '2026-04-08T03:00:00Z'") == 1);
}

TEST(link_does_not_stand_in_for_the_second_factor)
{
	const char *token;

	(void)factor_enrol(t);
	token = reset_hana(t);
	open_link(t, token);
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/sign-in/factor?next=", 21) == 0);
	get(t, "/children");
	EXPECT_STATUS(t, 303);
}

TEST(token_of_a_link_is_stored_as_a_hash_only)
{
	const char *token = invite_yuki(t);

	EXPECT(strlen(token) == 43);
	EXPECT(town_count(t, arena_fmt(t->mem, "invitation WHERE hash = '%s'",
	    session_hash(t->mem, token))) == 1);
	open_link(t, token);
	EXPECT_SEES(t, "action=\"/invite\"");
	choose(t, token, PASSWORD, PASSWORD);
	EXPECT(town_count(t, arena_fmt(t->mem, "invitation WHERE hash = '%s'",
	    token)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "sent_form WHERE see LIKE '%%%s%%'"
	    " OR once LIKE '%%%s%%'", token, token)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "audit WHERE what LIKE '%%%s%%'"
	    " OR record_id LIKE '%%%s%%'", token, token)) == 0);
}

/* Of several values browsers take the last. */
static const char *
referrer_policy(struct town *t, const char *path)
{
	struct pair host = { "host", "127.0.0.1" };
	struct http_request in = { .method = "GET", .path = path, .query = "",
	    .headers = { &host, 1 }, .body = "", .address = "127.0.0.1" };
	struct http_answer out = { 0 };
	const char *policy = "";

	site_handle(t->site, t->desk, t->mem, &in, &out);
	for (size_t i = 0; i < out.headers.n; i++) {
		if (strcmp(out.headers.at[i].name, "Referrer-Policy") == 0)
			policy = out.headers.at[i].value;
	}
	return policy;
}

TEST(page_of_a_link_tells_nobody_where_it_was)
{
	const char *token = invite_yuki(t);

	EXPECT(strcmp(referrer_policy(t, arena_fmt(t->mem, "/invite/%s",
	    token)), "no-referrer") == 0);
	EXPECT(strcmp(referrer_policy(t, "/invite/used"),
	    "no-referrer") == 0);
	EXPECT(strcmp(referrer_policy(t, "/sign-in"), "same-origin") == 0);
}

TEST(administrator_takes_away_the_factor_of_a_colleague_only)
{
	const char *cookie;

	(void)factor_enrol(t);
	cookie = t->cookie;
	sign_in(t, "admin");
	get(t, person_url(t, "hana_nurse", ""));
	EXPECT_SEES(t, "二段階認証を取り消す");
	post(t, person_url(t, "hana_nurse", "/factor-removal"), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "person_factor") == 0);
	EXPECT(town_count(t, "recovery_code") == 0);
	post(t, person_url(t, "admin", "/factor-removal"), NULL);
	EXPECT_STATUS(t, 403);
	post(t, person_url(t, "admin", "/invitation"), NULL);
	EXPECT_STATUS(t, 403);
	t->cookie = cookie;
	get(t, "/children");
	EXPECT_STATUS(t, 303);
	sign_in(t, "jiro_clerk");
	post(t, person_url(t, "hana_nurse", "/invitation"), NULL);
	EXPECT_STATUS(t, 403);
}
