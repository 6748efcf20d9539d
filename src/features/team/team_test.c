
#include "app/deed.h"
#include "features/account/account.h"
#include "features/team/team.h"
#include "tests/kit_rows.h"

/* Goro, an advisor of an agency, who has nothing to do with anybody yet. */
static const char *
goro_of(struct town *t)
{
	return town_somebody(t, "goro", "助言 五郎", "advisor", town_agency(t,
	    "見本大学", "hospital"));
}

static void
see_team(struct town *t, const char *child)
{
	get(t, arena_fmt(t->mem, "/children/%s/team", child));
	EXPECT_STATUS(t, 200);
}

/* "/team-members/ID", of the only row there is. */
static const char *
only(struct town *t, const struct record *rec)
{
	struct query q = { "test.only",
	    arena_fmt(t->mem, "SELECT id FROM %s", rec->name) };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_fmt(t->mem, "/%s/%s", rec->path, rows.cells[0]);
}

static void
act(struct town *t, const char *where, const char *deed)
{
	post(t, arena_fmt(t->mem, "%s/%s", where, deed), NULL);
}

TEST(member_joins_the_team_and_ends_today)
{
	const char *child = town_sakura(t), *where;

	get(t, arena_fmt(t->mem, "/team-members/new?child=%s", child));
	EXPECT_SEES(t, "見本 さくら");
	EXPECT_SEES(t, "医師 太郎（医師）");
	post(t, "/team-members", "child", child, "person",
	    town_person(t, "taro_doctor"), "part", CANARY, "from_on", "R8.3.1",
	    "to_on", "", NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "医師 太郎（医師）");
	EXPECT_SEES(t, "R8.3.1～");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "この子のチーム");
	EXPECT_SEES(t, "医師 太郎");
	where = only(t, &team_member_record);
	act(t, where, "ending");
	EXPECT_STATUS(t, 303);
	see_team(t, child);
	EXPECT_SEES(t, "今日まで");
	EXPECT_NOT_SEES(t, "/ending");
	act(t, where, "ending");
	EXPECT_STATUS(t, 409);
	set_today(t, "2026-04-02");
	see_team(t, child);
	EXPECT_SEES(t, "終わり");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "まだだれもいません。");
}

TEST(team_form_keeps_what_was_typed_and_names_what_is_wrong)
{
	const char *child = town_sakura(t);

	post(t, "/team-members", "child", child, "person", "", "part", CANARY,
	    "from_on", "R8.4.1", "to_on", "R8.3.31", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-person\"");
	EXPECT_SEES(t, "始まる日より前の日です。");
	EXPECT_SEES(t, "見本 さくら");
	EXPECT(town_number(t, "SELECT count(*) FROM team_member") == 0);
}

TEST(dispatch_needs_an_end_and_ends_by_itself)
{
	const char *child = town_sakura(t), *goro = goro_of(t);

	post(t, "/assignments", "child", child, "person", goro, "from_on",
	    "R8.4.1", "to_on", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-to_on\"");
	post(t, "/assignments", "child", child, "person", goro, "from_on",
	    "R8.4.1", "to_on", "R8.4.10", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "助言 五郎");
	EXPECT_SEES(t, "R8.4.10まで");
	set_today(t, "2026-04-11");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "助言 五郎");
}

TEST(dispatch_not_begun_cannot_be_ended_today)
{
	const char *child = town_sakura(t);

	post(t, "/assignments", "child", child, "person",
	    town_person(t, "taro_doctor"), "from_on", "R8.5.1", "to_on", "R8.5.10",
	    NULL);
	EXPECT_STATUS(t, 303);
	act(t, only(t, &assignment_record), "ending");
	EXPECT_STATUS(t, 409);
}

TEST(family_waits_for_verification_and_a_restriction_stands_out)
{
	const char *child = town_sakura(t), *where;
	const char *jiro = town_person(t, "jiro_clerk");

	post(t, "/family-members", "child", child, "person", jiro, "relation",
	    "father", "restricted", "0", "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	see_team(t, child);
	EXPECT_SEES(t, "本人確認がまだです。");
	where = only(t, &family_member_record);
	post(t, where, "version", "1", "verified_on", "R8.4.2", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ来ていない日です。");
	post(t, where, "version", "1", "verified_on", "R8.4.1", "restricted",
	    "1", NULL);
	EXPECT_STATUS(t, 303);
	see_team(t, child);
	EXPECT_NOT_SEES(t, "本人確認がまだです。");
	EXPECT_SEES(t, "見せない事情があります。見られません。");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "見せない事情あり");
}

TEST(row_of_the_team_is_never_moved_to_another_person)
{
	const char *child = town_sakura(t), *where;

	post(t, "/team-members", "child", child, "person",
	    town_person(t, "taro_doctor"), "from_on", "R8.4.1", NULL);
	where = only(t, &team_member_record);
	post(t, where, "version", "1", "person", town_person(t, "jiro_clerk"), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "変えられません。今日で終えて、新しく登録してください。");
	post(t, where, "version", "1", "part", "訪問", NULL);
	EXPECT_STATUS(t, 303);
	post(t, where, "version", "1", "part", "機器の相談", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "機器の相談");
	EXPECT(town_number(t, "SELECT count(*) FROM team_member"
	    " WHERE part = '訪問' AND version = 2") == 1);
}

TEST(program_cannot_say_who_may_see_a_child)
{
	const char *child = town_sakura(t), *where;

	sign_in(t, "admin");
	api(t, "POST", "/api/v1/named-grants", "{}");
	EXPECT_STATUS(t, 405);
	api(t, "POST", "/api/v1/family-members", "{}");
	EXPECT_STATUS(t, 405);
	api(t, "POST", "/api/v1/glass", "{}");
	EXPECT_STATUS(t, 405);
	sign_in(t, "hana_nurse");
	post(t, "/team-members", "child", child, "person",
	    town_person(t, "taro_doctor"), "from_on", "R8.4.1", NULL);
	where = only(t, &team_member_record);
	sign_in(t, "admin");
	api(t, "PUT", arena_fmt(t->mem, "/api/v1%s", where),
	    "{\"version\":1,\"part\":\"x\"}");
	EXPECT_STATUS(t, 405);
}

/* Hana asks that Taro may see what is protected; the grant's address. */
static const char *
hana_asks_for_taro(struct town *t, const char *child)
{
	post(t, "/named-grants", "child", child, "person",
	    town_person(t, "taro_doctor"), "reason", CANARY, "from_on", "R8.4.1",
	    "to_on", "R8.9.30", NULL);
	EXPECT_STATUS(t, 303);
	return only(t, &named_grant_record);
}

TEST(named_grant_is_approved_by_a_third_person_only)
{
	const char *child = town_sakura(t), *where = hana_asks_for_taro(t, child);

	see_team(t, child);
	EXPECT_SEES(t, "承認を待っています。");
	EXPECT_NOT_SEES(t, "/approval");
	act(t, where, "approval");
	EXPECT_STATUS(t, 403);
	sign_in(t, "taro_doctor");
	see_team(t, child);
	EXPECT_NOT_SEES(t, "/approval");
	act(t, where, "approval");
	EXPECT_STATUS(t, 403);
	EXPECT(town_number(t, "SELECT count(*) FROM named_grant"
	    " WHERE approved_by IS NULL") == 1);
	sign_in(t, "admin");
	see_team(t, child);
	EXPECT_SEES(t, "/approval");
	act(t, where, "approval");
	EXPECT_STATUS(t, 303);
	see_team(t, child);
	EXPECT_SEES(t, "承認：管理 者");
	EXPECT_NOT_SEES(t, "承認を待っています。");
	act(t, where, "approval");
	EXPECT_STATUS(t, 409);
}

/* Whoever is signed in notes what is to be protected; whether it was kept. */
static bool
notes_secret(struct town *t, const char *child)
{
	int64_t version = town_number(t, "SELECT version FROM child");

	post(t, arena_fmt(t->mem, "/children/%s", child), "version",
	    arena_fmt(t->mem, "%d", (int)version), "guarded",
	    "住所を知らせない", NULL);
	return town_number(t, "SELECT count(*) FROM child"
	    " WHERE guarded IS NOT NULL") == 1;
}

TEST(named_grant_opens_what_is_protected_once_approved)
{
	const char *child = town_sakura(t), *where = hana_asks_for_taro(t, child);

	sign_in(t, "taro_doctor");
	EXPECT(!notes_secret(t, child));
	sign_in(t, "admin");
	act(t, where, "approval");
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	EXPECT(notes_secret(t, child));
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "住所を知らせない");
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "住所を知らせない");
}

TEST(named_grant_cannot_be_rewritten_nor_approved_when_over)
{
	const char *child = town_sakura(t), *where = hana_asks_for_taro(t, child);

	get(t, arena_fmt(t->mem, "%s/edit", where));
	EXPECT_STATUS(t, 404);
	post(t, where, "version", "1", "to_on", "R20.3.31", NULL);
	EXPECT_STATUS(t, 405);
	set_today(t, "2026-10-01");
	sign_in(t, "admin");
	act(t, where, "approval");
	EXPECT_STATUS(t, 409);
}

TEST(clerk_who_cannot_read_the_reason_cannot_ask_for_a_named_grant)
{
	const char *child = town_sakura(t);

	sign_in(t, "jiro_clerk");
	get(t, arena_fmt(t->mem, "/named-grants/new?child=%s", child));
	EXPECT_STATUS(t, 403);
	post(t, "/named-grants", "child", child, "person",
	    town_person(t, "taro_doctor"), "reason", "x", "from_on", "R8.4.1",
	    "to_on", "R8.9.30", NULL);
	EXPECT_STATUS(t, 403);
}

TEST(advisor_cannot_make_a_way_in_for_herself)
{
	const char *child = town_sakura(t), *goro = goro_of(t);

	sign_in(t, "goro");
	get(t, arena_fmt(t->mem, "/children/%s/team", child));
	EXPECT_STATUS(t, 404);
	post(t, "/assignments", "child", child, "person", goro, "from_on",
	    "R8.4.1", "to_on", "R8.4.10", NULL);
	EXPECT_STATUS(t, 403);
	get(t, "/named-grants");
	EXPECT_STATUS(t, 404);
	get(t, "/glass");
	EXPECT_STATUS(t, 404);
}
