#include "tests/kit.h"

#include <string.h>

#include "app/deed.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy_sql.h"

/* The board for one child. */

static const char *
open_room(struct town *t, const char *name, const char *ventilator)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = name, .kana = name, .municipality = "02203",
		.visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public", .age_from = 12, .age_below = 216 };
	struct claim claim = { .field = "ventilator", .value = ventilator,
		.terms = strcmp(ventilator, "terms") == 0 ? "火曜だけ" : NULL };
	struct room m = { .label = "個室", .visibility = "public",
		.paused = "0" };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(directory_offer(r, &service_record, s.id, 0, &by, &claim, 1) ==
	    OK);
	m.service = s.id;
	EXPECT(record_add(r, &room_record, &m) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

static const char *
child(struct town *t)
{
	post(t, "/children", "name", "見本 さくら", "kana", "みほん さくら",
	    "born_on", "R5.4.1", "municipality", "02203", "medical_care", "yes",
	    "care", "ventilator", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

static void
expect_board_of_ventilators(struct town *t)
{
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空第一");
	EXPECT_SEES(t, "<strong>○ 受入可能</strong>");
	EXPECT_SEES(t, "<strong>△ 要相談</strong>");
	EXPECT_SEES(t, "<strong>？ 情報不足</strong>");
	EXPECT_SEES(t, "人工呼吸器：条件付き（火曜だけ）");
	EXPECT_NOT_SEES(t, "架空第三");
	EXPECT_SEES(t, "条件に合わない1枠は表示していません");
	EXPECT_SEES(t, "href=\"#fit-");
	EXPECT_NOT_SEES(t, ".csv");
}

/* The id of the first service. */
static const char *
open_rooms(struct town *t)
{
	(void)open_room(t, "架空第二", "terms");
	(void)open_room(t, "架空第三", "no");
	(void)open_room(t, "架空第四", "unknown");
	return open_room(t, "架空第一", "yes");
}

TEST(board_of_a_child_keeps_the_rows_that_may_take_her_and_says_why)
{
	const char *id = child(t);

	(void)open_rooms(t);
	post(t, "/matching/board", "child", "", "child_typed", "見本 さくら",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, arena_fmt(t->mem,
	    "/matching/board?child=%s", id)) == 0);
	get(t, t->location);
	expect_board_of_ventilators(t);
	EXPECT_SEES(t, "見本 さくらさんの条件");
	EXPECT_SEES(t, arena_fmt(t->mem, "/matching/board?child=%s&amp;from=",
	    id));
	get(t, arena_fmt(t->mem, "/matching/board?child=%s&region=aomori", id));
	EXPECT_NOT_SEES(t, "架空第一</a>　<span");
	get(t, "/vacancies");
	EXPECT_SEES(t, "架空第三");
	EXPECT_NOT_SEES(t, "受入可能");
}

TEST(board_of_a_search_begins_on_the_day_that_is_wanted)
{
	const char *service = open_rooms(t);

	post(t, "/needs", "child", "", "profile", "kinds=short_stay\n"
	    "care=ventilator\nage=3歳\nfrom_on=2026-04-20\n", "label",
	    "架空の相談" CANARY, "service", service, NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/matching/board?need=%.36s", t->location +
	    strlen("/needs/")));
	expect_board_of_ventilators(t);
	EXPECT_SEES(t, "架空の相談");
	EXPECT_SEES(t, "4月20日（月）から14日間");
}

TEST(board_of_nobody_there_is_not_found)
{
	get(t, "/matching/board?child=01a00000-0000-7000-8000-000000000000");
	EXPECT_STATUS(t, 404);
	get(t, "/matching/board?need=01a00000-0000-7000-8000-000000000000");
	EXPECT_STATUS(t, 404);
	get(t, "/matching/board?child=%3Cb%3Ecanary%3C%2Fb%3E");
	EXPECT_STATUS(t, 404);
	get(t, "/matching/board");
	EXPECT_STATUS(t, 404);
}

TEST(board_asks_for_a_child_that_there_is)
{
	post(t, "/matching/board", "child", "", "child_typed",
	    "だれでもない" CANARY, NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/matching/board", "child", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "子どもを選んでください");
}
