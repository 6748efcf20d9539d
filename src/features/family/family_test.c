#include <string.h>

#include "app/deed.h"
#include "features/account/account.h"
#include "features/evacuation/evacuation_test.h"
#include "tests/kit_rows.h"

/* Goro, whose account is a family's; verified for that child or not. */
static void
goro(struct town *t, const char *child, const char *verified)
{
	const char *id = town_somebody(t, "goro", "家族 五郎", "family", NULL);

	if (!child)
		return;
	post(t, "/family-members", "child", child, "person", id, "relation",
	    "father", "restricted", "0", "from_on", "R8.3.1", "verified_on",
	    verified, NULL);
	EXPECT_STATUS(t, 303);
}

static const char *
at(struct town *t, const char *child, const char *rest)
{
	return arena_fmt(t->mem, "/family/%s%s", child, rest);
}

TEST(family_comes_to_its_own_child_at_once_and_to_no_other)
{
	const char *child = plan_test_child(t), *other;

	post(t, "/children", "name", "架空 べつの子", "kana", "かくう べつのこ", NULL);
	other = arena_bytes(t->mem, t->location + strlen("/children/"), 36);
	goro(t, child, "R8.3.2");
	get(t, at(t, child, ""));
	EXPECT_STATUS(t, 404);
	sign_in(t, "goro");
	get(t, "/");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/family") == 0);
	get(t, "/family");
	EXPECT_STATUS(t, 303);
	EXPECT(strstr(t->location, child));
	get(t, at(t, child, ""));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本 髙﨑さん");
	EXPECT_SEES(t, "わが子");
	EXPECT_NOT_SEES(t, "派遣</a>");
	get(t, at(t, other, ""));
	EXPECT_STATUS(t, 404);
	post(t, at(t, other, "/change"), "about", "device", "says", "x", NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM family_proposal") == 0);
}

TEST(crumbs_of_a_family_begin_at_its_child_and_lead_to_no_table)
{
	const char *child = plan_test_child(t);
	const char *today = "<li><a href=\"/\">今日</a></li>";

	goro(t, child, "R8.3.2");
	get(t, arena_fmt(t->mem, "/children/%s/viewers", child));
	EXPECT_SEES(t, today);
	sign_in(t, "goro");
	get(t, arena_fmt(t->mem, "/children/%s/viewers", child));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, today);
	EXPECT_SEES(t, "<li><a href=\"/family\">わが子</a></li>");
	get(t, at(t, child, "/change"));
	EXPECT_NOT_SEES(t, "<li><a href=\"/family\">わが子</a></li>");
	EXPECT_NOT_SEES(t, "role=\"search\"");
}

TEST(family_that_is_not_verified_sees_nobody)
{
	const char *child = plan_test_child(t);

	goro(t, child, "");
	sign_in(t, "goro");
	get(t, "/family");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "ここに出るお子さんはいません。");
	get(t, at(t, child, ""));
	EXPECT_STATUS(t, 404);
}

TEST(what_a_family_says_is_answered_once)
{
	const char *child = plan_test_child(t), *id, *url;

	goro(t, child, "R8.3.2");
	sign_in(t, "goro");
	post(t, at(t, child, "/change"), "about", "device", NULL);
	EXPECT_STATUS(t, 422);
	post(t, at(t, child, "/change"), "about", "device", "says",
	    "呼吸器が新しくなりました" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, at(t, child, ""));
	EXPECT_SEES(t, "呼吸器が新しくなりました");
	EXPECT_SEES(t, "返事待ち");
	id = town_text(t, "SELECT id FROM family_proposal");
	url = arena_fmt(t->mem, "/family-proposals/%s", id);
	get(t, url);
	EXPECT_STATUS(t, 403);
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_SEES(t, "家族の申し出に返事をする");
	get(t, url);
	EXPECT_SEES(t, "家族 五郎");
	post(t, arena_fmt(t->mem, "%s/decision", url), "version", "1", "state",
	    "refused", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "直さないときは、家族に理由を伝えてください。");
	post(t, arena_fmt(t->mem, "%s/decision", url), "version", "1", "state",
	    "accepted", "answer", "機器の一覧を直しました", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/decision", url), "version", "2", "state",
	    "refused", "answer", "x", NULL);
	EXPECT_STATUS(t, 409);
	sign_in(t, "goro");
	get(t, at(t, child, ""));
	EXPECT_SEES(t, "機器の一覧を直しました");
}

TEST(family_confirms_once_a_year_that_the_plan_still_holds)
{
	const char *child = plan_test_child(t), *plan = plan_test_new(t, child);

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	goro(t, child, "R8.3.2");
	sign_in(t, "goro");
	get(t, at(t, child, ""));
	EXPECT_NOT_SEES(t, "1年がたちました");
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT_STATUS(t, 200);
	set_today(t, "2027-04-01");
	get(t, at(t, child, ""));
	EXPECT_SEES(t, "1年がたちました");
	post(t, at(t, child, "/confirmation"), NULL);
	EXPECT_STATUS(t, 303);
	get(t, at(t, child, ""));
	EXPECT_NOT_SEES(t, "1年がたちました");
	EXPECT(town_number(t, "SELECT count(*) FROM plan"
	    " WHERE confirmed_on = '2027-04-01'") == 1);
}

TEST(without_a_plan_there_is_nothing_to_confirm)
{
	const char *child = plan_test_child(t);

	goro(t, child, "R8.3.2");
	sign_in(t, "goro");
	post(t, at(t, child, "/confirmation"), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "確かめる計画がまだありません。");
}
