#include "tests/kit_rows.h"

/* An advisor of that agency; hana stays signed in. */
static const char *
advisor(struct town *t, const char *home)
{
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "助言 海", "role", "advisor",
	    "agency", home, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "hana_nurse");
	return town_person(t, "umi");
}

static void
mother_agrees(struct town *t, const char *child, const char *recipient)
{
	post(t, "/consents", "child", child, "recipient", recipient, "purpose",
	    "support", "classes", "identity", "classes", "contact", "classes",
	    "care", "classes", "clinical", "given_by", "見本 明子", "given_as",
	    "mother", "given_on", "R8.4.1", "text_version", "r8",
	    "explained_by", "看護師 花", "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
}

static const char *
request(struct town *t, const char *child, const char *home)
{
	post(t, "/dispatches", "kind", "advisor", "agency", home, "asked_by",
	    "園長", "child", child, "explained", "1", "region", "aomori",
	    "purpose", "case", "request", "吸引を一緒に見てほしい" CANARY,
	    "wishes", "火曜", NULL);
	return id_at(t, "/dispatches/");
}

static void
step(struct town *t, const char *id, const char *action, const char *version,
    const char *a, const char *av, const char *b, const char *bv)
{
	post(t, arena_fmt(t->mem, "/dispatches/%s/%s", id, action), "version",
	    version, a, av, b, bv, NULL);
}

static void
report(struct town *t, const char *id, const char *version, const char *day)
{
	post(t, arena_fmt(t->mem, "/dispatches/%s/report", id), "version",
	    version, "carried_on", day, "participants_nursery", "3",
	    "participants_nurse", "1", "content", "手順を一緒に確かめた",
	    "devised", "写真の手順書", "voice", "安心した", NULL);
}

TEST(dispatch_goes_from_request_to_report_and_counts_once_in_the_year)
{
	const char *child = town_sakura(t), *home = town_agency(t, "見本園", "nursery");
	const char *umi = advisor(t, home), *id;

	mother_agrees(t, child, home);
	get(t, arena_fmt(t->mem, "/dispatches/new?child=%s", child));
	EXPECT_SEES(t, "<option value=\"aomori\" selected>");
	id = request(t, child, home);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, arena_fmt(t->mem, "/dispatches/%s", id));
	EXPECT_SEES(t, "R8.4.1依頼");
	get(t, "/");
	EXPECT_SEES(t, "圏域アドバイザー：受けるかどうか決める");
	sign_in(t, "umi");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	step(t, id, "decision", "1", "decision", "accepted", NULL, NULL);
	EXPECT_STATUS(t, 303);
	step(t, id, "assignment", "2", "person", umi, "planned_on", "R8.4.3");
	EXPECT_STATUS(t, 303);
	sign_in(t, "umi");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_STATUS(t, 200);
	set_today(t, "2026-04-03");
	report(t, id, "3", "R8.4.3");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM advisor_activity WHERE"
	    " on_day = '2026-04-03' AND region = 'aomori' AND kind = 'case'")
	    == 1);
	report(t, id, "4", "R8.4.2");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM advisor_activity") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM advisor_activity WHERE"
	    " on_day = '2026-04-02'") == 1);
	sign_in(t, "hana_nurse");
	step(t, id, "closing", "5", NULL, NULL, NULL, NULL);
	EXPECT_STATUS(t, 303);
	set_today(t, "2026-04-04");
	sign_in(t, "umi");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_STATUS(t, 404);
}

TEST(dispatch_about_a_child_nobody_was_told_of_is_refused)
{
	const char *child = town_sakura(t);

	post(t, "/dispatches", "kind", "advisor", "child", child, "explained",
	    "0", "region", "aomori", "purpose", "case", "request", "x", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "家族に説明し、同意を得てから依頼してください。");
	EXPECT(town_number(t, "SELECT count(*) FROM dispatch") == 0);
}

TEST(dispatch_is_given_to_nobody_to_whose_agency_the_family_did_not_agree)
{
	const char *child = town_sakura(t), *home = town_agency(t, "見本園", "nursery");
	const char *umi = advisor(t, home), *id = request(t, child, home);

	step(t, id, "decision", "1", "decision", "accepted", NULL, NULL);
	step(t, id, "assignment", "2", "person", umi, "planned_on", "R8.4.3");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "助言 海さんの機関への同意がありません");
	EXPECT(town_number(t, "SELECT count(*) FROM assignment") == 0);
}

TEST(dispatch_declined_without_a_reason_or_from_the_wrong_state_changes_nothing)
{
	const char *id = request(t, "", town_agency(t, "見本園", "nursery"));

	step(t, id, "decision", "1", "decision", "declined", NULL, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "依頼した方に伝わるように、理由を書いてください。");
	report(t, id, "1", "R8.4.1");
	EXPECT_STATUS(t, 409);
	step(t, id, "decision", "1", "decision", "declined", "reason",
	    "日程が合わない");
	EXPECT_STATUS(t, 303);
	step(t, id, "decision", "2", "decision", "accepted", NULL, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM dispatch"
	    " WHERE state = 'declined'") == 1);
}

TEST(dispatch_reported_before_it_was_asked_for_or_tomorrow_is_refused)
{
	const char *id = request(t, "", town_agency(t, "見本園", "nursery"));

	step(t, id, "decision", "1", "decision", "accepted", NULL, NULL);
	step(t, id, "assignment", "2", "person",
	    town_person(t, "taro_doctor"),
	    "planned_on", "R8.4.1");
	EXPECT_STATUS(t, 303);
	report(t, id, "3", "R8.3.31");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "依頼の日より前になっています");
	report(t, id, "3", "R8.4.2");
	EXPECT_STATUS(t, 422);
	step(t, id, "report", "3", "region", "", "purpose", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "id=\"e-region\"");
	EXPECT_SEES(t, "id=\"e-purpose\"");
}

/* The address on the page, without host. */
static const char *
link_on_page(struct town *t)
{
	const char *at = strstr(t->body, "/link/");

	EXPECT_STATUS(t, 200);
	EXPECT(at);
	return arena_bytes(t->mem, at, strcspn(at, "<"));
}

TEST(agency_without_an_account_asks_by_a_link_and_sees_its_own_requests)
{
	const char *home = town_agency(t, "見本園", "nursery"), *link, *cookie;

	request(t, town_sakura(t), town_agency(t, "例示園", "nursery"));
	post(t, "/dispatches/link", "agency", home, NULL);
	link = link_on_page(t);
	sign_in(t, NULL);
	get(t, "/links/dispatch");
	EXPECT_STATUS(t, 404);
	post_raw(t, "/link", "token", link + strlen("/link/"), NULL);
	EXPECT_STATUS(t, 303);
	cookie = t->cookie;
	get(t, "/links/dispatch");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本園のページです");
	EXPECT_NOT_SEES(t, "R8-0001");
	t->cookie = cookie;
	post_raw(t, "/links/dispatch", "once", "k1", "kind", "lecturer",
	    "asked_by", "園長 空", "region", "aomori", "purpose", "training",
	    "request", "研修をお願いしたい", NULL);
	EXPECT_STATUS(t, 303);
	t->cookie = cookie;
	get(t, "/links/dispatch?done=added");
	EXPECT_SEES(t, "依頼を受け付けました");
	EXPECT_SEES(t, "R8-0002");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM dispatch"
	    " WHERE agency = '%s' AND child IS NULL", home)) == 1);
	t->cookie = cookie;
	post_raw(t, "/links/dispatch", "once", "k1", "kind", "lecturer",
	    "asked_by", "園長 空", "region", "aomori", "purpose", "training",
	    "request", "研修をお願いしたい", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM dispatch") == 2);
}

TEST(dispatch_decision_that_lacks_its_reason_keeps_what_was_chosen)
{
	const char *child = town_sakura(t), *home = town_agency(t, "見本園", "nursery"), *id;

	id = request(t, child, home);
	step(t, id, "decision", "1", "decision", "declined", "reason", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "<option value=\"declined\" selected>");
	EXPECT_SEES(t, "href=\"#f-reason\"");
	step(t, id, "decision", "1", "decision", "", "reason", "混んでいる");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-decision\"");
	EXPECT_SEES(t, "id=\"f-decision\" name=\"decision\" required"
	    " aria-invalid=\"true\"");
}
