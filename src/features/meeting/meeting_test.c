#include "features/meeting/meeting_test.h"

#include "tests/kit_rows.h"


const char *
meeting_test_child(struct town *t)
{
	post(t, "/children", "name", "見本 さくら", "kana", "みほん さくら",
	    "born_on", "R5.4.12", "municipality", "02201", NULL);
	return id_at(t, "/children/");
}

void
meeting_test_agree(struct town *t, const char *child, const char *agency,
    const char *classes)
{
	const char *c[4] = { "", "", "", "" };
	size_t n = 0;

	for (const char *s = classes; *s && n < 4; n++) {
		size_t len = strcspn(s, ",");

		c[n] = arena_bytes(t->mem, s, len);
		s += len + (s[len] == ',');
	}
	post(t, "/consents", "child", child, "recipient", agency, "purpose",
	    "support", "classes", c[0], "classes", c[1], "classes", c[2],
	    "classes", c[3], "given_by", "見本 明子", "given_as", "mother",
	    "given_on", "R8.4.1", "text_version", "r8", "explained_by",
	    "看護師 花", "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
}

const char *
meeting_test_plan(struct town *t, const char *child)
{
	post(t, "/meetings", "kind", "care", "title", "春の支援会議", "child",
	    child, "on_day", "R8.4.10", "from_at", "13:30", "to_at", "15:00",
	    "place_kind", "hall", "place", "見本市役所 3階", "online_url",
	    "https://meeting.example/1", "agenda", "入園の準備" CANARY,
	    "yearly", "1", NULL);
	return id_at(t, "/meetings/");
}

void
meeting_test_invite(struct town *t, const char *meeting, const char *agency)
{
	post(t, arena_fmt(t->mem, "/meetings/%s/participants", meeting),
	    "side", "agency", "name", "園長 空", "agency", agency, "part",
	    "園の代表", NULL);
}

const char *
meeting_test_token(struct town *t)
{
	const char *at = strstr(t->body, "/link/");

	EXPECT_STATUS(t, 200);
	EXPECT(at);
	at += strlen("/link/");
	return arena_bytes(t->mem, at, strcspn(at, "<"));
}

const char *
meeting_test_open(struct town *t, const char *token)
{
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 303);
	return t->cookie;
}

static void
write_minutes(struct town *t, const char *id, const char *version,
    const char *minutes, const char *attended)
{
	post(t, arena_fmt(t->mem, "/meetings/%s/minutes", id), "version",
	    version, "minutes", minutes, "attended", attended, "who", "園",
	    "what", "緊急時の連絡表を作る", "who", "", "what", "", NULL);
}

TEST(meeting_invites_nobody_of_an_agency_the_family_did_not_agree_to)
{
	const char *child = meeting_test_child(t);
	const char *home = town_agency(t, "見本園", "nursery");
	const char *id = meeting_test_plan(t, child);

	meeting_test_invite(t, id, home);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "見本園への有効な同意がない");
	EXPECT_SEES(t, arena_fmt(t->mem, "/consents/new?child=%s", child));
	EXPECT_SEES(t, "園長 空");
	meeting_test_invite(t, id, "");
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting_participant") ==
	    0);
	EXPECT(town_number(t, "SELECT count(*) FROM guest_link") == 0);
	meeting_test_agree(t, child, home, "identity,care");
	meeting_test_invite(t, id, home);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "園長 空さんへの招待のリンク");
}

TEST(meeting_about_no_child_asks_for_no_consent)
{
	const char *id = meeting_test_plan(t, "");

	meeting_test_invite(t, id, town_agency(t, "見本園", "nursery"));
	EXPECT_STATUS(t, 200);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting_participant"
	    " WHERE answer = 'pending' AND invited_on = '2026-04-01'") == 1);
}

TEST(meeting_is_planned_changed_held_and_closed_and_every_year_anew)
{
	const char *id = meeting_test_plan(t, ""), *who, *next;

	meeting_test_invite(t, id, town_agency(t, "見本園", "nursery"));
	who = town_text(t, "SELECT id FROM meeting_participant");
	write_minutes(t, id, "1", "早すぎる", who);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "会議の日になっていません");
	set_today(t, "2026-04-10");
	get(t, "/?all=1");
	EXPECT_SEES(t, "ケア会議　13:30");
	write_minutes(t, id, "1", "", who);
	EXPECT_STATUS(t, 422);
	write_minutes(t, id, "1", "話したこと" CANARY, who);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting_participant"
	    " WHERE attended = '1'") == 1);
	write_minutes(t, id, "1", "おくれて書いた", who);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "おくれて書いた");
	get(t, arena_fmt(t->mem, "/meetings/%s/minutes", id));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "緊急時の連絡表を作る");
	EXPECT_SEES(t, "園長 空");
	post(t, arena_fmt(t->mem, "/meetings/%s/closing", id), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 303);
	write_minutes(t, id, "3", "終わったあと", who);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/meetings/%s/next", id), NULL);
	next = id_at(t, "/meetings/");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM meeting"
	    " WHERE id = '%s' AND previous = '%s' AND on_day = '2027-04-09'"
	    " AND minutes IS NULL AND state = 'planned'", next, id)) == 1);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " meeting_participant WHERE meeting = '%s' AND invited_on IS NULL",
	    next)) == 1);
	post(t, arena_fmt(t->mem, "/meetings/%s/next", id), NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting") == 2);
}

TEST(meeting_changed_by_two_shows_both_and_a_wrong_time_is_said)
{
	const char *id = meeting_test_plan(t, "");
	const char *path = arena_fmt(t->mem, "/meetings/%s", id);

	post(t, path, "version", "1", "from_at", "25:10", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「13:30」のように");
	post(t, path, "version", "1", "to_at", "13:00", NULL);
	EXPECT_STATUS(t, 422);
	post(t, path, "version", "1", "online_url", "javascript:x", NULL);
	EXPECT_STATUS(t, 422);
	post(t, path, "version", "1", "title", "夏の支援会議", NULL);
	EXPECT_STATUS(t, 303);
	post(t, path, "version", "1", "title", "秋の支援会議", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "夏の支援会議");
	EXPECT_SEES(t, "秋の支援会議");
	EXPECT(town_number(t, "SELECT count(*) FROM meeting WHERE version = 2")
	    == 1);
}

TEST(meeting_title_never_bears_the_childs_name)
{
	post(t, "/meetings", "kind", "care", "title", "見本さくらの会議",
	    "child", meeting_test_child(t), "on_day", "R8.4.10", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "子どもの名前は書かないでください");
}

TEST(meeting_decision_is_a_task_of_its_owner_by_its_day_and_once)
{
	const char *id = meeting_test_plan(t, meeting_test_child(t));
	const char *path = arena_fmt(t->mem, "/meetings/%s/decisions", id);
	const char *taro = town_person(t, "taro_doctor");

	post(t, path, "title", "意見書を書く", "owner", "", "due_on",
	    "R8.4.20", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "意見書を書く");
	for (int i = 0; i < 2; i++) {
		post(t, path, "once", "k1", "title", "意見書を書く", "owner",
		    taro, "due_on", "R8.4.20", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM task"
	    " WHERE from_record = 'meeting' AND from_id = '%s' AND"
	    " owner = '%s' AND due_on = '2026-04-20'", id, taro)) == 1);
	get(t, arena_fmt(t->mem, "/meetings/%s", id));
	EXPECT_SEES(t, "意見書を書く");
	EXPECT_SEES(t, "4月20日");
}

TEST(meeting_soon_to_come_tells_how_many_have_not_answered)
{
	const char *id = meeting_test_plan(t, "");

	meeting_test_invite(t, id, town_agency(t, "見本園", "nursery"));
	get(t, "/?all=1");
	EXPECT_SEES(t, "ケア会議への返事を待っています（1人）");
	EXPECT_NOT_SEES(t, "ケア会議　13:30");
	post(t, arena_fmt(t->mem, "/meeting-participants/%s/answer",
	    town_text(t, "SELECT id FROM meeting_participant")),
	    "version", "1", "answer", "no", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "返事を待っています");
}

TEST(meeting_about_a_child_is_for_who_may_see_her_and_for_nobody_else)
{
	const char *child = meeting_test_child(t);
	const char *id = meeting_test_plan(t, child);

	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, arena_fmt(t->mem, "/meetings/%s", id));
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "助言 海", "role", "advisor",
	    "agency", town_agency(t, "見本園", "nursery"), NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "umi");
	get(t, arena_fmt(t->mem, "/meetings/%s", id));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/meetings/%s/minutes", id));
	EXPECT_STATUS(t, 404);
	get(t, "/meetings");
	EXPECT_NOT_SEES(t, "春の支援会議");
}

TEST(meeting_without_minutes_for_a_week_asks_for_them)
{
	const char *id = meeting_test_plan(t, "");

	set_today(t, "2026-04-15");
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "議事録を書く");
	set_today(t, "2026-04-17");
	get(t, "/?all=1");
	EXPECT_SEES(t, "ケア会議の議事録を書く");
	post(t, arena_fmt(t->mem, "/meetings/%s/cancellation", id), "version",
	    "1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "議事録を書く");
}
