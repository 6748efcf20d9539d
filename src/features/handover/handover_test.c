#include "features/handover/handover_test.h"

#include "app/deed.h"
#include "features/account/account.h"
#include "tests/kit_rows.h"

const char *
some_child(struct town *t, const char *name)
{
	post(t, "/children", "name", name, "born_on", "R5.4.12",
	    "municipality", "02201", "another", "1", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

void
leave_step(struct town *t, const char *child, const char *what)
{
	post(t, "/contacts", "child", child, "method", "phone", "requester",
	    "family", "body", "電話で話した", "next_step", what, "next_on",
	    "R8.4.10", NULL);
	EXPECT_STATUS(t, 303);
}

void
put_in_team(struct town *t, const char *child, const char *person,
    const char *what)
{
	post(t, "/team-members", "child", child, "person", person, "part",
	    what, "from_on", "R8.3.1", "to_on", "", NULL);
	EXPECT_STATUS(t, 303);
}

void
send_out(struct town *t, const char *child, const char *person,
    const char *to_on)
{
	post(t, "/assignments", "child", child, "person", person, "purpose",
	    "園への助言", "from_on", "R8.3.1", "to_on", to_on, NULL);
	EXPECT_STATUS(t, 303);
}

const char *
handover_url(struct town *t, const char *login)
{
	return arena_fmt(t->mem, "/people/%s/handover", town_person(t, login));
}

void
hand_over(struct town *t, const char *login, struct hands h)
{
	const char *version = arena_fmt(t->mem, "%lld", (long long)town_number(t,
	    arena_fmt(t->mem, "SELECT version FROM person WHERE login = '%s'",
	    login)));

	post(t, handover_url(t, login), "version", version, "successor",
	    h.to ? h.to : "", "last_on", h.last_on ? h.last_on : "R8.4.1",
	    h.teams ? "to_team_member" : "x1", "same",
	    h.dispatches ? "to_assignment" : "x2", "same",
	    h.skip ? "skip" : "x3", "1", h.field ? h.field : "x4",
	    h.value ? h.value : "", NULL);
}

static void
run_of(struct town *t, const char *sql, const char *person)
{
	struct value arg = v_text(person);

	db_begin(t->db);
	db_exec(t->db, &(struct query){ "test.run", sql }, &arg,
	    person ? 1 : 0);
	EXPECT(db_commit(t->db) == OK);
}

static void
run(struct town *t, const char *sql)
{
	run_of(t, sql, NULL);
}

TEST(open_steps_become_the_successors_and_keep_their_earlier_version)
{
	const char *child = some_child(t, "見本 さくら");
	const char *taro = town_person(t, "taro_doctor");

	leave_step(t, child, "主治医に聞く");
	leave_step(t, "", CANARY);
	sign_in(t, "admin");
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, "<dt>相談の次にすること</dt><dd>2件</dd>");
	EXPECT_SEES(t, "医師 太郎（医師）");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "医師 太郎さん");
	EXPECT_SEES(t, "相談の次にすること：2件を渡した");
	EXPECT(town_count(t, "contact c JOIN person p ON p.id = c.staff"
	    " WHERE p.login = 'taro_doctor' AND c.version = 2") == 2);
	EXPECT(town_count(t, "revision WHERE record = 'contact' AND version = 1"
	    " AND login = 'admin'") == 2);
	EXPECT(town_count(t, "audit WHERE record = 'contact' AND verb = 'change'"
	    " AND what = 'staff' AND login = 'admin'") == 2);
	sign_in(t, "taro_doctor");
	set_today(t, "2026-04-10");
	get(t, "/");
	EXPECT_SEES(t, "主治医に聞く");
	EXPECT_SEES(t, "&lt;b&gt;canary");
}

TEST(step_that_is_done_stays_with_who_did_it)
{
	const char *taro = town_person(t, "taro_doctor");

	leave_step(t, some_child(t, "見本 さくら"), "主治医に聞く");
	run(t, "UPDATE contact SET next_done_on = '2026-04-01'");
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "contact WHERE version = 1") == 1);
	EXPECT(town_count(t, "handover") == 1);
	EXPECT(town_count(t, "handover_count") == 0);
}

/* One of each thing by which somebody can come in. */
static void
open_every_door(struct town *t, const char *person)
{
	static const char *const doors[] = {
		"INSERT INTO api_token (id, hash, label, writes, made_by, made_at)"
		" VALUES ('k1', 'h1', 'kit', 0, $1, '2026-03-01T00:00:00Z')",
		"INSERT INTO invitation (hash, person, made_by, made_at, ends_at)"
		" VALUES ('i1', $1, (SELECT id FROM person WHERE login = 'admin'),"
		" '2026-03-31T00:00:00Z', '2026-04-07T00:00:00Z')",
		"INSERT INTO person_factor (id, person, secret, confirmed_at,"
		" last_step) VALUES ('f1', $1, 's', '2026-03-01T00:00:00Z', 0)",
		"INSERT INTO recovery_code (hash, person) VALUES ('r1', $1)",
		"INSERT INTO known_address (hash, person, seen_at)"
		" VALUES ('a1', $1, '2026-03-01T00:00:00Z')",
	};

	for (size_t i = 0; i < COUNT(doors); i++)
		run_of(t, doors[i], person);
}

/* A session left open, to come back to. */
struct seat {
	const char *cookie, *csrf, *token;
};

static struct seat
stand_up(struct town *t)
{
	return (struct seat){ t->cookie, t->csrf, t->token };
}

static void
sit_down(struct town *t, struct seat s)
{
	t->cookie = s.cookie;
	t->csrf = s.csrf;
	t->token = s.token;
}

TEST(every_door_is_closed_at_once)
{
	const char *hana = town_person(t, "hana_nurse"), *of_hana;
	struct seat seat;

	api(t, "GET", "/api/v1/children", NULL);
	EXPECT_STATUS(t, 200);
	seat = stand_up(t);
	open_every_door(t, hana);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = NULL });
	EXPECT_STATUS(t, 303);
	of_hana = arena_fmt(t->mem, "WHERE person = '%s'", hana);
	EXPECT(town_count(t, arena_fmt(t->mem, "session %s", of_hana)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "invitation %s", of_hana)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "person_factor %s", of_hana)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "recovery_code %s", of_hana)) == 0);
	EXPECT(town_count(t, arena_fmt(t->mem, "known_address %s", of_hana)) == 0);
	EXPECT(town_count(t, "api_token WHERE revoked_at IS NULL") == 0);
	EXPECT(town_count(t, "audit WHERE verb = 'revoke' AND record = 'api_token'")
	    == 2);
	EXPECT(town_count(t, "person WHERE login = 'hana_nurse'"
	    " AND left_on = '2026-04-01' AND version = 2") == 1);
	sit_down(t, seat);
	api(t, "GET", "/api/v1/children", NULL);
	EXPECT_STATUS(t, 401);
}

TEST(leaver_who_is_signed_in_is_out_with_the_next_request)
{
	struct seat hana = stand_up(t);

	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = NULL });
	EXPECT_STATUS(t, 303);
	sit_down(t, hana);
	get(t, "/children");
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/sign-in", 8) == 0);
	post(t, "/contacts", "child", "", "method", "phone", "requester",
	    "family", "body", "x", NULL);
	EXPECT(town_count(t, "contact") == 0);
	EXPECT(town_count(t, "audit WHERE login = 'hana_nurse' AND verb = 'add'")
	    == 0);
}

TEST(who_comes_back_finds_no_old_key_in_force)
{
	const char *hana = town_person(t, "hana_nurse");

	open_every_door(t, hana);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = NULL });
	post(t, arena_fmt(t->mem, "/people/%s/return", hana), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "person WHERE login = 'hana_nurse'"
	    " AND left_on IS NULL") == 1);
	EXPECT(town_count(t, "api_token WHERE revoked_at IS NULL") == 0);
	EXPECT(town_count(t, "person_factor") == 0);
}

TEST(deed_that_breaks_at_its_end_has_changed_nothing)
{
	const char *child = some_child(t, "見本 さくら");
	const char *hana = town_person(t, "hana_nurse");

	leave_step(t, child, "主治医に聞く");
	put_in_team(t, child, hana, "訪問");
	open_every_door(t, hana);
	sign_in(t, "admin");
	run(t, "ALTER TABLE handover_item RENAME TO elsewhere");
	hand_over(t, "hana_nurse", (struct hands){
	    .to = town_person(t, "taro_doctor"), .teams = "1" });
	EXPECT_STATUS(t, 500);
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 0);
	EXPECT(town_count(t, "contact WHERE version > 1") == 0);
	EXPECT(town_count(t, "team_member WHERE to_on IS NOT NULL") == 0);
	EXPECT(town_count(t, "handover") == 0);
	EXPECT(town_count(t, "invitation") == 1);
	EXPECT(town_count(t, "api_token WHERE revoked_at IS NULL") == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "session WHERE person = '%s'",
	    hana)) == 1);
}

TEST(team_and_dispatches_begin_for_the_successor_where_ticked)
{
	const char *a = some_child(t, "見本 さくら");
	const char *b = some_child(t, "見本 もみじ");
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor");

	put_in_team(t, a, hana, "機器の相談");
	put_in_team(t, b, hana, "訪問");
	put_in_team(t, b, taro, "診察");
	send_out(t, a, hana, "R8.5.31");
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro,
	    .teams = "1" });
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "ケアチーム：2件が終わり、2件を続ける");
	EXPECT_SEES(t, "派遣の期間：1件が終わり、0件を続ける");
	EXPECT(town_count(t, arena_fmt(t->mem, "team_member WHERE person = '%s'"
	    " AND to_on = '2026-04-01' AND version = 2", hana)) == 2);
	/* Of the second child he was in the team before. */
	EXPECT(town_count(t, arena_fmt(t->mem, "team_member WHERE person = '%s'"
	    " AND to_on IS NULL", taro)) == 2);
	EXPECT(town_count(t, arena_fmt(t->mem, "team_member WHERE person = '%s'"
	    " AND child = '%s' AND from_on = '2026-04-01'"
	    " AND part = '機器の相談'", taro, a)) == 1);
	EXPECT(town_count(t, "assignment WHERE to_on = '2026-04-01'") == 1);
	EXPECT(town_count(t, "assignment") == 1);
	EXPECT(town_count(t, "revision WHERE record = 'team_member'") == 2);
}

TEST(dispatch_that_goes_on_ends_when_it_would_have)
{
	const char *child = some_child(t, "見本 さくら");
	const char *taro = town_person(t, "taro_doctor");

	send_out(t, child, town_person(t, "hana_nurse"), "R8.5.31");
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro,
	    .last_on = "R8.3.25", .dispatches = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "assignment WHERE person = '%s'"
	    " AND from_on = '2026-04-01' AND to_on = '2026-05-31'"
	    " AND purpose = '園への助言'", taro)) == 1);
	EXPECT(town_count(t, "assignment WHERE to_on = '2026-03-25'") == 1);
	EXPECT(town_count(t, "person WHERE left_on = '2026-03-25'") == 1);
}

TEST(what_had_not_begun_is_over_and_begins_later_for_the_successor)
{
	const char *child = some_child(t, "見本 さくら");
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor");

	post(t, "/team-members", "child", child, "person", hana, "part", "",
	    "from_on", "R8.4.20", "to_on", "", NULL);
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro,
	    .last_on = "R8.3.31", .teams = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "team_member WHERE person = '%s'"
	    " AND from_on = '2026-03-31' AND to_on = '2026-03-31'", hana)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "team_member WHERE person = '%s'"
	    " AND from_on = '2026-04-20' AND to_on IS NULL", taro)) == 1);
}
