
#include <string.h>

#include "app/deed.h"
#include "base/date.h"
#include "features/directory/directory.h"
#include "features/matching/matching_profile.h"
#include "tests/kit_rows.h"

/* From what a child needs to a place that answers. */

/* A short stay of that name; care ventilator answers as told. */
static const char *
open_service(struct town *t, const char *name, const char *municipality,
    const char *ventilator)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = name, .kana = name,
		.municipality = municipality, .visibility = "public",
		.phone = "017-000-0001" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public", .age_from = 12, .age_below = 216,
		.opening = "mon 09:00-17:00,tue 09:00-17:00" };
	struct claim claim = { .field = "ventilator", .value = ventilator,
		.terms = strcmp(ventilator, "terms") == 0 ? "火曜だけ" : NULL };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(directory_offer(r, &service_record, s.id, 0, &by, &claim, 1) ==
	    OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

static const char *
child(struct town *t)
{
	post(t, "/children", "name", "見本 さくら", "kana", "みほん さくら",
	    "born_on", "R5.4.1", "municipality", "02203", "medical_care", "yes",
	    "care", "ventilator", NULL);
	return id_at(t, "/children/");
}

static size_t
at(struct town *t, const char *text)
{
	const char *s = strstr(t->body, text);

	EXPECT(s != NULL);
	return s ? (size_t)(s - t->body) : 0;
}

static void
look_for(struct town *t, const char *child)
{
	post(t, "/matching", "child", child, "kinds", "short_stay", "age", "3歳",
	    "care", "ventilator", "days", "mon", "municipality", "02203", "few",
	    "5", "near", "5", "fresh", "3", NULL);
}

TEST(search_puts_places_in_four_groups_and_says_why)
{
	(void)open_service(t, "架空第一", "02203", "yes");
	(void)open_service(t, "架空第二", "02203", "terms");
	(void)open_service(t, "架空第三", "02203", "no");
	(void)open_service(t, "架空第四", "02203", "unknown");
	(void)open_service(t, "架空第五", "02201", "yes");
	look_for(t, "");
	EXPECT_STATUS(t, 200);
	EXPECT(at(t, "架空第一") < at(t, "架空第五"));
	EXPECT(at(t, "架空第五") < at(t, "架空第二"));
	EXPECT(at(t, "架空第二") < at(t, "架空第四"));
	EXPECT(at(t, "架空第四") < at(t, "架空第三"));
	EXPECT_SEES(t, "人工呼吸器：条件付き");
	EXPECT_SEES(t, "人工呼吸器：未確認");
	EXPECT_SEES(t, "人工呼吸器：不可");
	EXPECT_SEES(t, "R8.3.20に確認（12日前）");
	EXPECT(town_number(t, "SELECT count(*) FROM need") == 0);
}

TEST(search_leaves_nothing_in_the_log_but_the_child_it_showed)
{
	const char *id = child(t);

	(void)open_service(t, "架空第一", "02203", "yes");
	look_for(t, id);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本 さくら");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE"
	    " what = '/matching' AND verb = 'view'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE"
	    " what LIKE '/matching_%'") == 0);
	get(t, arena_fmt(t->mem, "/matching?child=%s", id));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "value=\"3歳\"");
}

TEST(search_that_cannot_be_read_is_refused_with_the_reason)
{
	post(t, "/matching", "kinds", "", "age", "さんさい", "from_time", "9:00",
	    "to_time", "8:00", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「3歳」「1歳6か月」のように");
	EXPECT_SEES(t, "はじまりより後の時刻");
	post(t, "/matching", "kinds", "short_stay", "child", "nobody", NULL);
	EXPECT_STATUS(t, 404);
}

UNIT(ages_and_times_are_read_as_people_write_them)
{
	EXPECT(profile_months("3") == 36 && profile_months("3歳") == 36);
	EXPECT(profile_months("1歳6か月") == 18 && profile_months("1才半") == 18);
	EXPECT(profile_months("8か月") == 8 && profile_months("0歳") == 0);
	EXPECT(profile_months("") == -1 && profile_months(NULL) == -1);
	EXPECT(profile_months("3歳12か月") == -1 && profile_months("99歳") == -1);
	EXPECT(profile_minutes("9:00") == 540 && profile_minutes("24:00") == 1440);
	EXPECT(profile_minutes("9:60") == -1 && profile_minutes("25:00") == -1);
	EXPECT(profile_minutes("9") == -1);
}

/* A search about the child, asking one place; the id of the question. */
static const char *
ask_place(struct town *t, const char *child, const char *service)
{
	/* As browsers send lines. */
	static const char profile[] = "kinds=short_stay\r\nage=3歳\r\n"
	    "care=ventilator\r\nfew=5\r\nnear=5\r\nfresh=3\r\nnobody=1\r\n";

	post(t, "/needs", "child", child, "profile", profile, "label",
	    "さくらさんの短期入所", "question", "週1日から" CANARY, "service",
	    service, NULL);
	EXPECT_STATUS(t, 303);
	return town_text(t, "SELECT id FROM inquiry");
}

static const char *
token_of(struct town *t)
{
	const char *at = strstr(t->body, "/link/");
	size_t n = 0;

	EXPECT(at != NULL);
	at += strlen("/link/");
	n = strcspn(at, "<\" ");
	return arena_bytes(t->mem, at, n);
}

static void
come_by(struct town *t, const char *token)
{
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 303);
}

TEST(place_answers_by_its_link_and_reads_no_name)
{
	const char *id = child(t), *service = open_service(t, "架空第一", "02203",
	    "unknown"), *inquiry = ask_place(t, id, service);

	EXPECT(town_number(t, "SELECT count(*) FROM inquiry WHERE"
	    " question LIKE '%週1日%'") == 0);
	post(t, arena_fmt(t->mem, "/inquiries/%s/link", inquiry), NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<dd>3歳</dd>");
	come_by(t, token_of(t));
	get(t, "/links/inquiry");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空第一");
	EXPECT_SEES(t, "人工呼吸器");
	EXPECT_SEES(t, "週1日から");
	EXPECT_NOT_SEES(t, "さくら");
	EXPECT(town_number(t, "SELECT count(*) FROM inquiry WHERE"
	    " seen_on = '2026-04-01'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE path = 'link'"
	    " AND classes = 'care'") == 1);
	post_raw(t, "/links/inquiry", "answer", "no", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "受けられない理由を選んでください");
	post_raw(t, "/links/inquiry", "answer", "terms", "comment",
	    "火曜なら" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM inquiry WHERE"
	    " answer = 'terms' AND channel = 'link' AND comment NOT LIKE"
	    " '%火曜%'") == 1);
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_SEES(t, "受入れの返事を見る");
}

TEST(outcome_is_written_down_and_taken_back)
{
	const char *service = open_service(t, "架空第一", "02203", "yes");
	const char *inquiry = ask_place(t, "", service), *need;

	need = town_text(t, "SELECT id FROM need");
	post(t, arena_fmt(t->mem, "/needs/%s/outcome", need), "version", "1",
	    "state", "placed", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "決まった所を選んでください");
	post(t, arena_fmt(t->mem, "/needs/%s/outcome", need), "version", "1",
	    "state", "unfilled", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/needs/%s/outcome", need), "version", "1",
	    "state", "placed", "service", service, NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/needs/%s", need));
	EXPECT_SEES(t, "決まった");
	post(t, arena_fmt(t->mem, "/inquiries/%s/link", inquiry), NULL);
	EXPECT_STATUS(t, 200);
	post(t, arena_fmt(t->mem, "/needs/%s/outcome", need), "version", "2",
	    "state", "ended", "outcome", "x", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/needs/%s/reopening", need), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM need WHERE state = 'open'"
	    " AND service IS NULL") == 1);
}

TEST(answer_on_the_telephone_is_a_yes_or_a_no_with_its_reason)
{
	const char *inquiry = ask_place(t, "", open_service(t, "架空第一", "02203",
	    "yes"));

	post(t, arena_fmt(t->mem, "/inquiries/%s/answer", inquiry), "answer",
	    "no", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/inquiries/%s/answer", inquiry), "answer",
	    "no", "reason", "nurse", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/matching/gaps?kind=short_stay");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "断られた 1件");
}

TEST(gap_stands_where_children_need_what_nobody_takes)
{
	(void)child(t);
	get(t, "/matching/gaps?kind=short_stay&age=preschool");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<strong>不足 </strong>1人");
	(void)open_service(t, "架空第一", "02203", "yes");
	get(t, "/matching/gaps?kind=short_stay&age=preschool");
	EXPECT_NOT_SEES(t, "不足 ");
	get(t, "/matching/gaps?kind=short_stay&age=adult");
	EXPECT_NOT_SEES(t, "1人");
}

TEST(asking_wants_a_place_and_not_too_many)
{
	post(t, "/needs", "profile", "kinds=short_stay", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "聞く所を1つ以上");
	EXPECT(town_number(t, "SELECT count(*) FROM need") == 0);
}
