#include "features/account/account.h"

#include "app/session.h"
#include "base/crypto.h"
#include "tests/kit_rows.h"

/* One's own account, and the people an administrator keeps. */

#define NEW_PASSWORD "lake snow apple 7"
#define LETTERS_16   "k7rw2mzq9xdv4htb"
#define LETTERS_64   LETTERS_16 LETTERS_16 LETTERS_16 LETTERS_16
#define LETTERS_128  LETTERS_64 LETTERS_64
#define LETTERS_129  LETTERS_128 "x"

/* Somebody signed in, set aside while another one acts. */
struct seat {
	const char *login, *cookie, *csrf;
};

static struct seat
leave_seat(const struct town *t)
{
	return (struct seat){ t->login, t->cookie, t->csrf };
}

static void
take_seat(struct town *t, struct seat s)
{
	t->login = s.login;
	t->cookie = s.cookie;
	t->csrf = s.csrf;
	t->token = NULL;
}

static const char *
person_url(struct town *t, const char *login, const char *act)
{
	return arena_fmt(t->mem, "/people/%s%s", town_person(t, login), act);
}

static void
sign_in_with(struct town *t, const char *login, const char *password)
{
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", login, "password", password, NULL);
}

static void
age_session(struct town *t, const char *column, const char *at)
{
	const struct query q = { "test.age", arena_fmt(t->mem,
	    "UPDATE session SET %s = $1 WHERE hash = $2", column) };
	const char *key = strchr(t->cookie, '=') + 1;

	db_begin(t->db);
	db_exec(t->db, &q, ARGS(v_text(at),
	    v_text(session_hash(t->mem, key))));
	EXPECT(db_commit(t->db) == OK);
}

UNIT(only_an_administrator_administers)
{
	EXPECT(session_rights("administrator") & ADMINISTER);
	EXPECT(!(session_rights("doctor") & ADMINISTER));
	EXPECT(!(session_rights("clerk") & ADMINISTER));
	EXPECT(session_rights("clerk") & CHILD_WRITE);
	EXPECT(session_rights("gardener") == 0);
	EXPECT(session_rights(NULL) == 0);
}

TEST(session_ends_after_thirty_idle_minutes)
{
	age_session(t, "seen_at", "2026-04-01T02:31:00Z");
	get(t, "/account");
	EXPECT_STATUS(t, 200);
	age_session(t, "seen_at", "2026-04-01T02:30:00Z");
	get(t, "/account");
	EXPECT_STATUS(t, 303);
}

TEST(session_ends_after_its_hours_however_busy)
{
	age_session(t, "ends_at", "2026-04-01T03:00:01Z");
	get(t, "/account");
	EXPECT_STATUS(t, 200);
	age_session(t, "ends_at", "2026-04-01T03:00:00Z");
	get(t, "/account");
	EXPECT_STATUS(t, 303);
}

TEST(looking_at_pages_writes_nothing_for_minutes)
{
	age_session(t, "seen_at", "2026-04-01T02:51:00Z");
	get(t, "/account");
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "session WHERE seen_at = '2026-04-01T02:51:00Z'") == 1);
	post(t, "/drafts", "form", "contact-new", "body", "a=1", NULL);
	EXPECT(town_count(t, "session WHERE seen_at = '2026-04-01T03:00:00Z'") == 1);
}

TEST(reading_for_long_keeps_a_session_alive)
{
	age_session(t, "seen_at", "2026-04-01T02:50:00Z");
	get(t, "/account");
	EXPECT(town_count(t, "session WHERE seen_at = '2026-04-01T03:00:00Z'") == 1);
}

TEST(form_without_the_sessions_token_changes_nothing)
{
	int64_t before;

	sign_in(t, "admin");
	before = town_count(t, "api_token");
	post_raw(t, "/tokens", "label", "x", NULL);
	EXPECT_STATUS(t, 403);
	post_raw(t, "/tokens", "label", "x", "csrf", "", NULL);
	EXPECT_STATUS(t, 403);
	post_raw(t, "/tokens", "label", "x", "csrf", "wrong", NULL);
	EXPECT_STATUS(t, 403);
	with_header(t, "sec-fetch-site", "cross-site");
	post(t, "/tokens", "label", "x", NULL);
	EXPECT_STATUS(t, 403);
	EXPECT(town_count(t, "api_token") == before);
	post_raw(t, "/tokens", "label", "x", "csrf", t->csrf, NULL);
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "api_token") == before + 1);
}

TEST(token_of_another_session_does_not_fit)
{
	struct seat hana = leave_seat(t);

	sign_in(t, "admin");
	post_raw(t, "/tokens", "label", "x", "csrf", hana.csrf, NULL);
	EXPECT_STATUS(t, 403);
}

TEST(changed_password_closes_every_other_session)
{
	struct seat other = leave_seat(t);
	struct seat mine;

	sign_in(t, "hana_nurse");
	mine = leave_seat(t);
	post(t, "/account/password", "old", TOWN_PASSWORD, "new",
	    NEW_PASSWORD, "again", NEW_PASSWORD, NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/account");
	EXPECT_STATUS(t, 200);
	take_seat(t, mine);
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	take_seat(t, other);
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	sign_in_with(t, "hana_nurse", NEW_PASSWORD);
	EXPECT_STATUS(t, 303);
	sign_in_with(t, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 422);
}

TEST(new_password_has_to_be_long_new_and_typed_twice)
{
	static const struct {
		const char *old, *new, *again, *says;
	} bad[] = {
		{ TOWN_PASSWORD, "short one 12", "short one 12", "13文字以上" },
		{ TOWN_PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa",
		    "くり返し" },
		{ TOWN_PASSWORD, "hana_nurse 2026", "hana_nurse 2026",
		    "ログイン名" },
		{ TOWN_PASSWORD, TOWN_PASSWORD, TOWN_PASSWORD, "違うもの" },
		{ TOWN_PASSWORD, NEW_PASSWORD, "another", "違います" },
		{ "not the one", NEW_PASSWORD, NEW_PASSWORD,
		    "いまのパスワードが違います" },
		{ TOWN_PASSWORD, LETTERS_129, LETTERS_129, "128文字まで" },
		{ "", "", "", "入力してください" },
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		post(t, "/account/password", "old", bad[i].old, "new",
		    bad[i].new, "again", bad[i].again, NULL);
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, bad[i].says);
	}
	EXPECT(town_count(t, "audit WHERE what = 'password'") == 0);
}

TEST(password_of_128_letters_counts_to_its_last_one)
{
	post(t, "/account/password", "old", TOWN_PASSWORD, "new",
	    LETTERS_128, "again", LETTERS_128, NULL);
	EXPECT_STATUS(t, 303);
	sign_in_with(t, "hana_nurse", LETTERS_64 LETTERS_64);
	EXPECT_STATUS(t, 303);
	sign_in_with(t, "hana_nurse", LETTERS_64 LETTERS_16 LETTERS_16
	    LETTERS_16 "k7rw2mzq9xdv4htB");
	EXPECT_STATUS(t, 422);
}

TEST(one_can_end_a_session_left_open_elsewhere)
{
	struct seat other = leave_seat(t);
	const char *handle;

	sign_in(t, "hana_nurse");
	handle = arena_bytes(t->mem, session_hash(t->mem,
	    strchr(other.cookie, '=') + 1), SESSION_HANDLE_LENGTH);
	get(t, "/account");
	EXPECT_SEES(t, handle);
	post(t, arena_fmt(t->mem, "/account/sessions/%s/revocation", handle),
	    NULL);
	EXPECT_STATUS(t, 303);
	take_seat(t, other);
	get(t, "/account");
	EXPECT_STATUS(t, 303);
}

TEST(session_of_somebody_else_cannot_be_ended)
{
	struct seat hana = leave_seat(t);
	const char *handle = arena_bytes(t->mem, session_hash(t->mem,
	    strchr(hana.cookie, '=') + 1), SESSION_HANDLE_LENGTH);

	sign_in(t, "jiro_clerk");
	post(t, arena_fmt(t->mem, "/account/sessions/%s/revocation", handle),
	    NULL);
	EXPECT_STATUS(t, 404);
	take_seat(t, hana);
	get(t, "/account");
	EXPECT_STATUS(t, 200);
}

TEST(colleague_registered_twice_by_a_double_click_is_one)
{
	sign_in(t, "admin");
	post(t, "/people", "login", "yuki", "name", "相談員 雪", "role",
	    "counsellor", "once", "same-form", NULL);
	EXPECT_STATUS(t, 200);
	post(t, "/people", "login", "yuki", "name", "相談員 雪", "role",
	    "counsellor", "once", "same-form", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "person WHERE login = 'yuki'") == 1);
}

TEST(colleague_with_faults_is_asked_for_again)
{
	sign_in(t, "admin");
	post(t, "/people", "login", "hana_nurse", "name", "別の 花", "role",
	    "nurse", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "すでに使われています");
	EXPECT_SEES(t, "別の 花");
	post(t, "/people", "login", "漢字", "name", "", "role", "gardener",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-login\"");
	EXPECT_SEES(t, "href=\"#f-name\"");
	EXPECT_SEES(t, "href=\"#f-role\"");
	post(t, "/people", "login", "yuki", "name", CANARY, "role", "nurse",
	    "password_hash", "x", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_count(t, "person") == 4);
}

TEST(person_who_left_is_out_with_the_next_request)
{
	struct seat hana = leave_seat(t);

	sign_in(t, "admin");
	post(t, person_url(t, "hana_nurse", "/handover"), "version", "1",
	    "last_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	take_seat(t, hana);
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	sign_in_with(t, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 422);
}

TEST(person_who_came_back_signs_in_again)
{
	const char *url = person_url(t, "hana_nurse", "");

	sign_in(t, "admin");
	post(t, arena_fmt(t->mem, "%s/handover", url), "version", "1",
	    "last_on", "R8.4.1", NULL);
	get(t, url);
	EXPECT_SEES(t, "在職に戻す");
	post(t, arena_fmt(t->mem, "%s/return", url), NULL);
	EXPECT_STATUS(t, 303);
	sign_in_with(t, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
}

TEST(changed_role_counts_with_the_next_request)
{
	struct seat hana = leave_seat(t);

	get(t, "/people");
	EXPECT_STATUS(t, 403);
	sign_in(t, "admin");
	post(t, person_url(t, "hana_nurse", ""), "version", "1", "login",
	    "hana_nurse", "name", "看護師 花", "role", "administrator", NULL);
	EXPECT_STATUS(t, 303);
	take_seat(t, hana);
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	get(t, "/people");
	EXPECT_STATUS(t, 200);
}

TEST(last_administrator_stays_one)
{
	sign_in(t, "admin");
	post(t, person_url(t, "admin", ""), "version", "1", "login", "admin",
	    "name", "管理 者", "role", "clerk", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "管理者がひとりもいなくなります");
	post(t, person_url(t, "admin", "/handover"), "version", "1", "last_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 403);
	get(t, "/people");
	EXPECT_STATUS(t, 200);
}

TEST(two_administrators_changing_one_person_see_both_versions)
{
	const char *url = person_url(t, "hana_nurse", "");

	sign_in(t, "admin");
	post(t, url, "version", "1", "login", "hana_nurse", "name",
	    "看護師 花子", "role", "nurse", NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "1", "login", "hana_nurse", "name",
	    "看護師 華", "role", "nurse", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "看護師 花子");
	EXPECT_SEES(t, "看護師 華");
}

TEST(people_pages_never_show_a_password_hash)
{
	sign_in(t, "admin");
	get(t, "/people");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "argon2");
	get(t, person_url(t, "hana_nurse", ""));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "argon2");
	EXPECT(town_count(t, "revision WHERE body LIKE '%argon2%'") == 0);
}

TEST(person_table_is_what_its_fields_say)
{
	EXPECT(record_check_table(t->db, t->mem, &account_record) == OK);
}

TEST(only_administrators_open_people_and_tokens)
{
	static const char *const closed[] = { "/people", "/people/new",
	    "/tokens" };

	for (size_t i = 0; i < COUNT(closed); i++) {
		get(t, closed[i]);
		EXPECT_STATUS(t, 403);
	}
	post(t, "/tokens", "label", "x", NULL);
	EXPECT_STATUS(t, 403);
	post(t, person_url(t, "jiro_clerk", "/handover"), "version", "1",
	    "last_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 403);
}

TEST(person_of_an_agency_is_registered_from_a_list_of_agencies)
{
	const char *id;

	post(t, "/agencies", "name", CANARY, "kind", "day_service", NULL);
	EXPECT_STATUS(t, 303);
	id = arena_bytes(t->mem, t->location + strlen("/agencies/"), 36);
	sign_in(t, "admin");
	get(t, "/people/new");
	EXPECT_SEES(t, arena_fmt(t->mem, "<option value=\"%s\">", id));
	post(t, "/people", "login", "yuki", "name", "施設 雪", "role",
	    "facility", "agency", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-agency\"");
	EXPECT_SEES(t, "id=\"e-agency\"");
	post(t, "/people", "login", "yuki", "name", "施設 雪", "role",
	    "facility", "agency", id, NULL);
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, arena_fmt(t->mem, "person WHERE agency = '%s'", id))
	    == 1);
	get(t, person_url(t, "yuki", ""));
	EXPECT_SEES(t, arena_fmt(t->mem, "value=\"%s\" selected", id));
}
