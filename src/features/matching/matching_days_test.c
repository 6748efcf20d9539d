#include "tests/kit.h"

#include <string.h>

#include "app/deed.h"
#include "base/instant.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy_sql.h"

/* Looking for a place that has room on some days. Today is 2026-04-01. */

struct story {
	const char *name;
	const char *const *states;	/* of 04-10, 04-11, ...; NULL ends */
	int days_ago;			/* when somebody told of them */
};

/* A service that takes ventilators on Tuesdays, with one room; its id. */
static const char *
open_place(struct town *t, const char *name)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = name, .kana = name, .municipality = "02203",
		.visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };
	struct claim claim = { .field = "ventilator", .value = "terms",
		.terms = "火曜だけ" CANARY };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(directory_offer(r, &service_record, s.id, 0, &by, &claim, 1) ==
	    OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

static void
add_room(struct town *t, const char *service, const char *label,
    const struct story *story)
{
	struct request *r = town_request(t);
	struct room m = { .service = service, .label = label,
		.visibility = "public", .paused = "0" };

	r->now = instant_add(r->mem, r->now, -(int64_t)story->days_ago * 86400);
	deed_begin(r);
	EXPECT(record_add(r, &room_record, &m) == OK);
	for (int i = 0; story->states[i]; i++) {
		struct cell c = { .room = m.id, .day = arena_fmt(r->mem,
		    "2026-04-%d", 10 + i), .state = vacancy_of(
		    story->states[i]), .reason = "last", .number = -1,
		    .channel = "phone" };

		EXPECT(vacancy_sql_set(r, &c, "hana_nurse") == OK);
	}
	EXPECT(deed_commit(r, NULL) == OK);
}

static void
place(struct town *t, const char *name, int days_ago,
    const char *const *states)
{
	add_room(t, open_place(t, name), "個室",
	    &(struct story){ name, states, days_ago });
}

#define STATES(...) (const char *const[]){ __VA_ARGS__, NULL }

static void
look_for(struct town *t, const char *from, const char *to)
{
	post(t, "/matching", "kinds", "short_stay", "from_on", from, "to_on",
	    to, "few", "5", "near", "5", "fresh", "3", NULL);
}

/* In which order the two stand on the page. */
static void
expect_before(struct town *t, const char *a, const char *b)
{
	const char *x = strstr(t->body, a), *y = strstr(t->body, b);

	EXPECT(x && y && x < y);
}

TEST(days_wanted_are_compared_with_the_board)
{
	place(t, "架空満室", 0, STATES("full"));
	place(t, "架空古い", 9, STATES("open"));
	place(t, "架空わずか", 0, STATES("few"));
	place(t, "架空空き", 3, STATES("open"));
	(void)open_place(t, "架空枠なし");
	look_for(t, "R8.4.10", "");
	EXPECT_STATUS(t, 200);
	expect_before(t, "架空空き", "架空わずか");
	expect_before(t, "架空わずか", "架空古い");
	expect_before(t, "架空古い", "架空満室");
	expect_before(t, "架空枠なし", "架空満室");
	EXPECT_SEES(t, "希望の日に空きあり（個室） "
	    "<span class=\"note\">R8.3.29・空き状況");
	EXPECT_SEES(t, "4月10日（金）は△（残り1つ）");
	EXPECT_SEES(t, "4月10日（金）は○、9日前の情報で要電話確認");
	EXPECT_SEES(t, "空き状況の表に枠がない");
	EXPECT_SEES(t, "4月10日（金）は×");
}

TEST(longer_stay_is_as_good_as_its_worst_day)
{
	place(t, "架空途中", 0, STATES("open", "full", "open"));
	place(t, "架空短い", 0, STATES("open", "open"));
	place(t, "架空全部", 1, STATES("open", "open", "few"));
	look_for(t, "2026-04-10", "2026-04-12");
	EXPECT_STATUS(t, 200);
	expect_before(t, "架空全部", "架空短い");
	expect_before(t, "架空短い", "架空途中");
	EXPECT_SEES(t, "4月11日（土）は×");
	EXPECT_SEES(t, "4月12日（日）の空きの情報なし");
	EXPECT_SEES(t, "4月12日（日）は△");
	EXPECT_SEES(t, "令和8年4月10日");
}

TEST(best_room_of_a_service_speaks_for_it)
{
	const char *s = open_place(t, "架空二枠");

	add_room(t, s, "個室", &(struct story){ "", STATES("full", "full"), 0 });
	add_room(t, s, "多床室", &(struct story){ "", STATES("open", "open"),
	    0 });
	look_for(t, "2026-04-10", "2026-04-11");
	EXPECT_SEES(t, "希望の日に空きあり（多床室）");
	EXPECT_NOT_SEES(t, "は×");
}

TEST(days_without_sense_are_refused_with_the_reason)
{
	look_for(t, "2026-03-31", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "これからの日を入力してください");
	look_for(t, "2027-04-01", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "空きが分かるのは3か月先まで");
	look_for(t, "2026-04-10", "2026-05-11");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "31日間まで");
	look_for(t, "2026-04-10", "2026-04-09");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "はじまりより後の日");
	look_for(t, "", "2026-04-09");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "いつからかを入力");
	look_for(t, "2026-04-10", "2026-05-10");
	EXPECT_STATUS(t, 200);
}

TEST(condition_is_shown_in_its_own_words_with_its_day_and_source)
{
	(void)open_place(t, "架空第一");
	post(t, "/matching", "kinds", "short_stay", "care",
	    "ventilator", "age", "3歳", "few", "5", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "人工呼吸器：条件付き（火曜だけ");
	EXPECT_SEES(t, "R8.3.20・確認<br>変わるには：");
	EXPECT_SEES(t, "対象の年齢が不明 <span class=\"note\">"
	    "確かめた記録なし<br>変わるには：対象の年齢を電話で確かめる");
}
