#include "features/evacuation/evacuation_test.h"

#include <string.h>

#include "app/deed.h"
#include "features/care/care.h"
#include "features/evacuation/evacuation.h"
#include "tests/kit_rows.h"

const char *
plan_test_child(struct town *t)
{
	post(t, "/children", "another", "1", "name", "見本 髙﨑", "kana",
	    "みほん たかさき",
	    "born_on", "R5.4.12", "municipality", "02201", "care",
	    "ventilator", "care", "suction", "guardian", "見本 明子", "phone", "090-0000-0001",
	    "address", "見本町1-2-3", NULL);
	return id_at(t, "/children/");
}

const char *
plan_test_new(struct town *t, const char *child)
{
	post(t, "/plans", "child", child, "place", "home", NULL);
	return id_at(t, "/plans/");
}

const char *
plan_test_version(struct town *t, const char *plan)
{
	return town_text(t, arena_fmt(t->mem,
	    "SELECT CAST(version AS TEXT) FROM plan WHERE id = '%s'", plan));
}

static const char *
path(struct town *t, const char *plan, const char *rest)
{
	return arena_fmt(t->mem, "/plans/%s/%s", plan, rest);
}

const char *
plan_test_asked(struct town *t, const char *plan, const char *answer)
{
	post(t, path(t, plan, "acceptances"), "name", "見本中央病院 4階",
	    "kind", "hospital", "answer", answer, "direct", "1", "power",
	    "非常用電源", "oxygen", "1", "family_limit", "2", "confirmed_by",
	    "病棟師長 見本", "confirmed_on", "R8.3.20", NULL);
	EXPECT_STATUS(t, 303);
	return town_text(t, "SELECT id FROM acceptance ORDER BY id DESC"
	    " LIMIT 1");
}

void
plan_test_fill(struct town *t, const char *plan)
{
	const char *place = plan_test_asked(t, plan, "yes");

	post(t, path(t, plan, "sections/home"), "version",
	    plan_test_version(t, plan), "power", "外部電池2個、車のインバーター",
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "sections/hours"), "version",
	    plan_test_version(t, plan), "first_hour", "内蔵電池に切替え、市へ連絡",
	    "first_hour_by", "母", "third_hour", "外部電池に切替え", "later",
	    "病院へ移動", NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "sections/hazards"), "version",
	    plan_test_version(t, plan), "way_outage", "go", "to_outage", "",
	    "way_flood", "up", "to_flood", "自宅の2階", "route_flood", "", NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "sections/people"), "version",
	    plan_test_version(t, plan), "helper", "見本町内会", "helper_phone",
	    "017-000-0000", "contacts_name", "見本 明子", "contacts_part", "母",
	    "contacts_phone", "090-0000-0001", NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "sections/shelter"), "version",
	    plan_test_version(t, plan), "acceptance", place, NULL);
	EXPECT_STATUS(t, 303);
}

void
plan_test_sign(struct town *t, const char *plan)
{
	post(t, path(t, plan, "meeting"), "version", plan_test_version(t, plan),
	    "meeting_on", "R8.4.1", "meeting_people", "母、看護師", NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "signature"), "version",
	    plan_test_version(t, plan), "signed_on", "R8.4.1", "signed_by",
	    "見本 明子", "signed_as", "mother", NULL);
	EXPECT_STATUS(t, 303);
}

void
plan_test_agree(struct town *t, const char *child, const char *agency,
    const char *purpose)
{
	post(t, "/consents", "child", child, "recipient", agency, "purpose",
	    purpose, "classes", "identity", "classes", "contact", "classes",
	    "care", "given_by", "見本 明子", "given_as", "mother", "given_on",
	    "R8.4.1", "text_version", "r8", "explained_by", "看護師 花",
	    "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(plan_begins_with_what_the_record_knows)
{
	const char *child = plan_test_child(t);
	const char *plan = plan_test_new(t, child);

	get(t, path(t, plan, "")  /* with a slash: not there */);
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "医療的ケア（人工呼吸器、吸引）が必要");
	EXPECT_SEES(t, "090-0000-0001");
	EXPECT_SEES(t, "避難先がまだ決まっていません");
	EXPECT_SEES(t, "見本 髙﨑さん");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "自宅の避難計画 第1版");
}

TEST(plan_there_is_one_of_a_child_and_a_place)
{
	const char *child = plan_test_child(t);

	plan_test_new(t, child);
	post(t, "/plans", "child", child, "place", "home", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "いま作っているところ");
	post(t, "/plans", "child", child, "place", "school", "place_name",
	    "見本支援学校", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/plans", "child", child, "place", "moon", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM plan") == 2);
}

TEST(plan_form_sent_twice_makes_one_plan)
{
	const char *child = plan_test_child(t);

	for (int i = 0; i < 2; i++) {
		post(t, "/plans", "once", "k1", "child", child, "place", "home",
		    NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM plan") == 1);
}

TEST(plan_is_not_signed_before_it_is_complete_and_talked_about)
{
	const char *plan = plan_test_new(t, plan_test_child(t));

	post(t, path(t, plan, "signature"), "version", "1", "signed_on",
	    "R8.4.1", "signed_by", "見本 明子", "signed_as", "mother", NULL);
	EXPECT_STATUS(t, 409);
	post(t, path(t, plan, "meeting"), "version", "1", "meeting_on",
	    "R8.4.2", "meeting_people", "母", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ来ていない日");
	post(t, path(t, plan, "meeting"), "version", "1", "meeting_on",
	    "R8.4.1", "meeting_people", "母" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "signature"), "version", "2", "signed_on",
	    "R8.4.1", "signed_by", "見本 明子", "signed_as", "mother", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "時間ごとの動きがまだです");
	EXPECT(town_number(t, "SELECT count(*) FROM plan WHERE state ="
	    " 'meeting'") == 1);
}

TEST(plan_signed_is_fixed_and_holds_for_a_year)
{
	const char *plan = plan_test_new(t, plan_test_child(t));

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	EXPECT(town_number(t, "SELECT count(*) FROM plan WHERE state ="
	    " 'signed' AND valid_until = '2027-04-01'") == 1);
	get(t, path(t, plan, "sections/home"));
	EXPECT_STATUS(t, 409);
	post(t, path(t, plan, "sections/home"), "version",
	    plan_test_version(t, plan), "power", "x", NULL);
	EXPECT_STATUS(t, 409);
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "個別避難計画を見直す");
	set_today(t, "2027-03-28");
	get(t, "/?all=1");
	EXPECT_SEES(t, "個別避難計画を見直す（署名から1年）");
}

TEST(plan_place_that_refused_cannot_be_chosen)
{
	const char *plan = plan_test_new(t, plan_test_child(t));
	const char *no = plan_test_asked(t, plan, "no");

	get(t, path(t, plan, "sections/shelter"));
	EXPECT_SEES(t, "受け入れられない");
	post(t, path(t, plan, "sections/shelter"), "version", "1",
	    "acceptance", no, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "受け入れられないと答えた所は選べません");
	post(t, path(t, plan, "acceptances"), "kind", "hospital", "answer",
	    "yes", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "だれが答えたか");
	EXPECT(town_number(t, "SELECT count(*) FROM acceptance") == 1);
}

TEST(plan_chosen_place_that_refuses_later_is_flagged)
{
	const char *plan = plan_test_new(t, plan_test_child(t)), *id;

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	id = town_text(t, "SELECT id FROM acceptance");
	get(t, arena_fmt(t->mem, "/acceptances/%s/edit", id));
	EXPECT_STATUS(t, 200);
	post(t, arena_fmt(t->mem, "/acceptances/%s", id), "version", "1",
	    "answer", "no", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT_SEES(t, "選んだ避難先は、受け入れられないと答えています");
	get(t, "/?all=1");
	EXPECT_SEES(t, "避難先が、署名のときから変わりました");
}

TEST(plan_goes_only_to_whom_a_consent_for_disasters_stands)
{
	const char *child = plan_test_child(t);
	const char *plan = plan_test_new(t, child);
	const char *fire = town_agency(t, "見本消防署", "fire_service");

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	plan_test_agree(t, child, fire, "support");
	post(t, path(t, plan, "shares"), "version", plan_test_version(t, plan),
	    "agency", fire, "means", "paper", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "有効な同意がありません");
	EXPECT(town_number(t, "SELECT count(*) FROM plan_share") == 0);
	plan_test_agree(t, child, fire, "disaster");
	post(t, path(t, plan, "shares"), "version", plan_test_version(t, plan),
	    "agency", fire, "means", "paper", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM plan_share s JOIN plan p"
	    " ON p.id = s.plan AND p.state = 'shared' WHERE s.edition = 1"
	    " AND s.consent IS NOT NULL") == 1);
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT_SEES(t, "見本消防署（紙を渡した、第1版）");
}

TEST(plan_drill_that_failed_asks_for_the_next_edition)
{
	const char *plan = plan_test_new(t, plan_test_child(t)), *next;

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	post(t, path(t, plan, "drills"), "on_day", "R8.4.2", "scenario",
	    "停電", NULL);
	EXPECT_STATUS(t, 422);
	post(t, path(t, plan, "drills"), "on_day", "R8.4.1", "scenario",
	    "停電" CANARY, "minutes", "40", "failed", "荷物が重い" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/?all=1");
	EXPECT_SEES(t, "訓練でうまくいかなかった");
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT_SEES(t, "着くまで40分");
	post(t, path(t, plan, "revision"), "version",
	    plan_test_version(t, plan), NULL);
	next = id_at(t, "/plans/");
	post(t, path(t, plan, "revision"), NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM plan WHERE state ="
	    " 'drilled'") == 1);
	plan_test_sign(t, next);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM plan"
	    " WHERE (id = '%s' AND state = 'revised' AND ended_on ="
	    " '2026-04-01') OR (id = '%s' AND state = 'signed'"
	    " AND edition = 2 AND previous = '%s')", plan, next, plan)) == 2);
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "これは前の版です");
	EXPECT_SEES(t, "外部電池2個");
}

TEST(plan_comes_back_when_what_it_was_signed_on_changes)
{
	const char *child = plan_test_child(t);
	const char *plan = plan_test_new(t, child);

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	post(t, arena_fmt(t->mem, "/children/%s", child), "version", "1",
	    "note", "電話した", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "個別避難計画を見直す");
	post(t, arena_fmt(t->mem, "/children/%s", child), "version", "2",
	    "address", "別の町4-5", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/?all=1");
	EXPECT_SEES(t, "個別避難計画を見直す（住所が、署名のときから変わりました）");
}

TEST(plan_section_changed_by_two_keeps_both_in_view)
{
	const char *plan = plan_test_new(t, plan_test_child(t));

	post(t, path(t, plan, "sections/home"), "version", "1", "room",
	    "1階の居間" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "sections/home"), "version", "1", "room",
	    "2階の寝室", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "2階の寝室");
	EXPECT_SEES(t, "1階の居間");
	post(t, path(t, plan, "sections/hazards"), "version", "2", "way_flood",
	    "", "to_flood", "どこか", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "どうするかを選んで");
	EXPECT_SEES(t, "どこか");
	get(t, path(t, plan, "sections/nowhere"));
	EXPECT_STATUS(t, 404);
}

TEST(plan_is_for_who_may_see_the_child_and_for_nobody_else)
{
	const char *plan = plan_test_new(t, plan_test_child(t));
	const char *home = town_agency(t, "見本消防署", "fire_service");

	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "助言 海", "role", "advisor",
	    "agency", home, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "umi");
	get(t, arena_fmt(t->mem, "/plans/%s", plan));
	EXPECT(t->status == 404 || t->status == 403);
	EXPECT_NOT_SEES(t, "見本");
	post(t, path(t, plan, "meeting"), "version", "1", "meeting_on",
	    "R8.4.1", "meeting_people", "x", NULL);
	EXPECT(t->status == 404 || t->status == 403);
}

/* Of a place there is one plan: the kept child's. */
TEST(plan_of_a_child_that_was_there_twice_is_the_kept_ones)
{
	const char *kept = plan_test_child(t), *gone = plan_test_child(t);
	const char *mine = plan_test_new(t, kept), *other;

	post(t, arena_fmt(t->mem, "/children/%s/merge", kept), "other", gone,
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/merges/%s/separation", town_text(t,
	    "SELECT id FROM child_merge")), NULL);
	EXPECT_STATUS(t, 303);
	other = plan_test_new(t, gone);
	post(t, arena_fmt(t->mem, "/children/%s/merge", kept), "other", gone,
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM plan"
	    " WHERE (id = '%s' AND child = '%s') OR (id = '%s'"
	    " AND child = '%s')", mine, kept, other, gone)) == 2);
}

TEST(plan_comes_back_when_a_device_changes)
{
	const char *child = plan_test_child(t);
	const char *plan = plan_test_new(t, child);
	struct request *r;

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	r = town_request(t);
	deed_begin(r);
	EXPECT(record_add(r, &device_record, &(struct device){ .child = child,
	    .kind = "ventilator", .model = "見本ベンチ" }) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	get(t, "/?all=1");
	EXPECT_SEES(t, "医療的ケア・機器が、署名のときから変わりました");
	get(t, arena_fmt(t->mem, "/plans/%s/sheet", plan));
	EXPECT_SEES(t, "見本ベンチ");
}

/* Of what the consent names, and no more. */
TEST(plan_for_an_agency_leaves_out_what_no_consent_lets_it_know)
{
	const char *child = plan_test_child(t);
	const char *plan = plan_test_new(t, child);
	const char *fire = town_agency(t, "見本消防署", "fire_service");

	post(t, path(t, plan, "sections/medical"), "version", "1", "diseases",
	    "見本症候群", "allergies", "卵", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/plans/%s/sheet?to=%s", plan, fire));
	EXPECT_STATUS(t, 403);
	plan_test_agree(t, child, fire, "disaster");
	get(t, arena_fmt(t->mem, "/plans/%s/sheet?to=%s", plan, fire));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "卵");
	EXPECT_NOT_SEES(t, "見本症候群");
	get(t, arena_fmt(t->mem, "/plans/%s/sheet", plan));
	EXPECT_SEES(t, "見本症候群");
}

/* What was taken back, or ended, opens nothing. */
TEST(plan_is_not_given_by_a_consent_that_was_withdrawn)
{
	const char *child = plan_test_child(t);
	const char *plan = plan_test_new(t, child);
	const char *fire = town_agency(t, "見本消防署", "fire_service");

	plan_test_fill(t, plan);
	plan_test_sign(t, plan);
	plan_test_agree(t, child, fire, "disaster");
	get(t, arena_fmt(t->mem, "/plans/%s/sheet", plan));
	EXPECT_SEES(t, "見本消防署");
	post(t, arena_fmt(t->mem, "/consents/%s/withdrawal", town_text(t,
	    "SELECT id FROM consent")), "version", "1", "withdrawn_on",
	    "R8.4.1", "withdrawn_by", "見本 明子", NULL);
	EXPECT_STATUS(t, 303);
	post(t, path(t, plan, "shares"), "version", plan_test_version(t, plan),
	    "agency", fire, "means", "paper", NULL);
	EXPECT_STATUS(t, 422);
	get(t, arena_fmt(t->mem, "/plans/%s/sheet", plan));
	EXPECT_NOT_SEES(t, "見本消防署");
	EXPECT(town_number(t, "SELECT count(*) FROM plan_share") == 0);
}
