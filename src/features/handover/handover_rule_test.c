#include "features/handover/handover_test.h"
#include "tests/kit_rows.h"

/* Who may, to whom, and what does not go on. */

static void
ask_for_grant(struct town *t, const char *child, const char *person)
{
	post(t, "/named-grants", "child", child, "person", person, "reason",
	    "住所を知らせない事情", "from_on", "R8.4.1", "to_on", "R8.4.30",
	    NULL);
	EXPECT_STATUS(t, 303);
}

static void
approve_grant_of(struct town *t, const char *person)
{
	static const struct query q = { "test.grant",
	    "SELECT id FROM named_grant WHERE person = $1" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text(person)), &rows) == OK);
	EXPECT(rows.nrows == 1);
	post(t, arena_fmt(t->mem, "/named-grants/%s/approval", rows.cells[0]),
	    NULL);
	EXPECT_STATUS(t, 303);
}

TEST(named_grants_end_and_are_never_handed_on)
{
	const char *child = some_child(t, "見本 さくら");
	const char *hana = town_person(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor");

	put_in_team(t, child, hana, "訪問");
	ask_for_grant(t, child, town_person(t, "admin"));
	sign_in(t, "taro_doctor");
	ask_for_grant(t, child, hana);
	sign_in(t, "admin");
	approve_grant_of(t, hana);
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, "<dt>名指しの許可</dt><dd>1件</dd>");
	EXPECT_SEES(t, "<dt>申し込んだ許可の承認待ち</dt><dd>1件</dd>");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro, .teams = "1",
	    .dispatches = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "named_grant WHERE person = '%s'"
	    " AND to_on = '2026-04-01'", hana)) == 1);
	EXPECT(town_count(t, arena_fmt(t->mem, "named_grant WHERE person = '%s'",
	    taro)) == 0);
	EXPECT(town_count(t, "named_grant") == 2);
	/* What she asked for, for somebody else, still waits. */
	EXPECT(town_count(t, "named_grant WHERE to_on = '2026-04-30'"
	    " AND approved_by IS NULL") == 1);
	EXPECT(town_count(t, "handover_count WHERE kind = 'named_grant'"
	    " AND was_open = 1 AND went_on = 0") == 1);
}

TEST(successor_is_of_the_same_kind)
{
	const char *child = some_child(t, "見本 さくら");
	const char *clinic = town_agency(t, "見本医院", "hospital");
	const char *bad[] = {
		town_somebody(t, "goro", "助言 五郎", "advisor", clinic),
		town_somebody(t, "mama", "見本 明子", "family", NULL),
		town_somebody(t, "root", "管理 のみ", "administrator", NULL),
		town_somebody(t, "gone", "前の 人", "nurse", NULL),
		town_person(t, "hana_nurse"), "nobody-like-that", "",
	};

	put_in_team(t, child, town_person(t, "hana_nurse"), "訪問");
	sign_in(t, "admin");
	hand_over(t, "gone", (struct hands){ .to = NULL });
	EXPECT_STATUS(t, 303);
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, "事務 次郎");
	EXPECT_NOT_SEES(t, "助言 五郎");
	EXPECT_NOT_SEES(t, "見本 明子");
	EXPECT_NOT_SEES(t, "前の 人");
	EXPECT_NOT_SEES(t, "管理 のみ");
	for (size_t i = 0; i < COUNT(bad); i++) {
		hand_over(t, "hana_nurse", (struct hands){ .to = bad[i],
		    .teams = "1" });
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, "href=\"#f-successor\"");
		EXPECT_SEES(t, "<option value=\"same\" selected>後任と同じ");
	}
	EXPECT(town_count(t, "handover") == 1);
	EXPECT(town_count(t, "team_member WHERE version > 1") == 0);
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 1);
}

TEST(agency_hands_over_within_itself)
{
	const char *child = some_child(t, "見本 さくら");
	const char *clinic = town_agency(t, "見本医院", "hospital");
	const char *other = town_agency(t, "見本園", "hospital");
	const char *goro = town_somebody(t, "goro", "助言 五郎", "advisor", clinic);
	const char *yoko = town_somebody(t, "yoko", "助言 洋子", "advisor", clinic);
	const char *kei = town_somebody(t, "kei", "助言 圭", "advisor", other);
	const char *fac = town_somebody(t, "saki", "窓口 咲", "facility", clinic);

	send_out(t, child, goro, "R8.5.31");
	sign_in(t, "admin");
	get(t, handover_url(t, "goro"));
	EXPECT_SEES(t, "同じ機関の人から選びます");
	EXPECT_SEES(t, "助言 洋子");
	EXPECT_NOT_SEES(t, "助言 圭");
	EXPECT_NOT_SEES(t, "窓口 咲");
	hand_over(t, "goro", (struct hands){ .to = kei });
	EXPECT_STATUS(t, 422);
	hand_over(t, "goro", (struct hands){ .to = fac });
	EXPECT_STATUS(t, 422);
	hand_over(t, "goro", (struct hands){ .to = town_person(t,
	    "taro_doctor") });
	EXPECT_STATUS(t, 422);
	hand_over(t, "goro", (struct hands){ .to = yoko, .dispatches = "1" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "assignment WHERE person = '%s'"
	    " AND to_on = '2026-05-31'", yoko)) == 1);
	/* Sent there, but the family has not agreed with this clinic. */
	get(t, t->location);
	EXPECT_SEES(t, "このうち子ども1人を、助言 洋子さんはまだ見られません");
}

TEST(doors_can_be_closed_before_there_is_a_successor)
{
	const char *taro = town_person(t, "taro_doctor");

	leave_step(t, some_child(t, "見本 さくら"), "主治医に聞く");
	sign_in(t, "admin");
	hand_over(t, "hana_nurse", (struct hands){ .to = "none" });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "contact WHERE version = 1") == 1);
	get(t, t->location);
	EXPECT_SEES(t, "後任を決めずに閉じました");
	EXPECT_SEES(t, "残りを引き継ぐ");
	EXPECT_NOT_SEES(t, "最後の日 <span");
	hand_over(t, "hana_nurse", (struct hands){ .to = "none" });
	EXPECT_STATUS(t, 422);
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, arena_fmt(t->mem, "contact WHERE staff = '%s'", taro))
	    == 1);
	get(t, t->location);
	EXPECT_NOT_SEES(t, "残りを引き継ぐ");
	hand_over(t, "hana_nurse", (struct hands){ .to = taro });
	EXPECT_STATUS(t, 409);
	EXPECT(town_count(t, "handover") == 2);
}

TEST(last_day_is_today_or_lately)
{
	static const struct {
		const char *day, *says;
	} bad[] = {
		{ "R8.4.2", "まだ来ていない日です" },
		{ "R7.3.30", "1年より前の日です" },
		{ "R8.2.30", "日付を確かめてください" },
		{ "", "入力してください" },
		{ CANARY, "日付を確かめてください" },
	};

	sign_in(t, "admin");
	for (size_t i = 0; i < COUNT(bad); i++) {
		hand_over(t, "hana_nurse",
		    (struct hands){ .last_on = bad[i].day });
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, bad[i].says);
		EXPECT_SEES(t, "href=\"#f-last_on\"");
	}
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 0);
}

TEST(form_of_leaving_sent_twice_is_done_once)
{
	const char *url = handover_url(t, "hana_nurse");
	const char *taro = town_person(t, "taro_doctor"), *see;

	leave_step(t, some_child(t, "見本 さくら"), "主治医に聞く");
	sign_in(t, "admin");
	for (int i = 0; i < 2; i++) {
		post(t, url, "version", "1", "successor", taro, "last_on",
		    "R8.4.1", "once", "same-form", NULL);
		EXPECT_STATUS(t, 303);
		see = t->location;
		EXPECT(strncmp(see, url, strlen(url)) == 0);
	}
	EXPECT(town_count(t, "handover") == 1);
	EXPECT(town_count(t, "handover_item") == 1);
	EXPECT(town_count(t, "contact WHERE version = 2") == 1);
}

TEST(stale_form_of_leaving_changes_nothing)
{
	const char *hana = town_person(t, "hana_nurse");

	leave_step(t, some_child(t, "見本 さくら"), "主治医に聞く");
	sign_in(t, "admin");
	post(t, arena_fmt(t->mem, "/people/%s", hana), "version", "1", "login",
	    "hana_nurse", "name", "看護師 花子", "role", "nurse", NULL);
	EXPECT_STATUS(t, 303);
	post(t, handover_url(t, "hana_nurse"), "version", "1", "successor",
	    town_person(t, "taro_doctor"), "last_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が先に変更しました");
	EXPECT_SEES(t, "看護師 花子さんの退職・異動と引継ぎ");
	EXPECT_SEES(t, "name=\"version\" value=\"2\"");
	EXPECT(town_count(t, "handover") == 0);
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 0);
	EXPECT(town_count(t, "contact WHERE version > 1") == 0);
	post(t, handover_url(t, "hana_nurse"), "successor", "none", "last_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 422);
}

TEST(only_another_administrator_lets_somebody_leave)
{
	const char *url = handover_url(t, "jiro_clerk");

	get(t, url);
	EXPECT_STATUS(t, 403);
	hand_over(t, "jiro_clerk", (struct hands){ .to = NULL });
	EXPECT_STATUS(t, 403);
	sign_in(t, "admin");
	get(t, handover_url(t, "admin"));
	EXPECT_STATUS(t, 403);
	hand_over(t, "admin", (struct hands){ .to = NULL });
	EXPECT_STATUS(t, 403);
	get(t, "/people/nobody/handover");
	EXPECT_STATUS(t, 404);
	post_raw(t, url, "version", "1", "last_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 403);
	sign_in(t, NULL);
	get(t, url);
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "person WHERE left_on IS NOT NULL") == 0);
}

TEST(administrator_without_a_path_sees_numbers_and_no_names)
{
	const char *child = some_child(t, "見本 さくら");

	leave_step(t, child, "主治医に聞く");
	put_in_team(t, child, town_person(t, "hana_nurse"), "訪問");
	sign_in(t, "admin");
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, "見本 さくらさん");
	EXPECT_SEES(t, "ケアチーム1件・相談の次にすること1件");
	EXPECT_NOT_SEES(t, "主治医に聞く");
	town_somebody(t, "root", "管理 のみ", "administrator", NULL);
	sign_in(t, "root");
	get(t, handover_url(t, "hana_nurse"));
	EXPECT_SEES(t, "<dt>ケアチーム</dt><dd>1件</dd>");
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT_NOT_SEES(t, child);
	hand_over(t, "hana_nurse", (struct hands){
	    .to = town_person(t, "taro_doctor"), .teams = "1" });
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "相談の次にすること：1件を渡した");
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT(town_count(t, "audit WHERE login = 'root' AND verb IN ('view', 'list')")
	    == 0);
	EXPECT(town_count(t, "team_member WHERE part = '訪問'") == 2);
}
