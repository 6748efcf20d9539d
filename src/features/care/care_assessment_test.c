#include <string.h>

#include "features/care/care.h"
#include "features/care/care_score.h"
#include "tests/kit_town.h"

/* The doctor's paper, written down item by item. */

static const char *
child_of(struct town *t)
{
	sign_in(t, "hana_nurse");
	post(t, "/children", "name", "見本 陽太", "municipality", "02203", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

static const char *
papers(struct town *t, const char *child)
{
	return arena_fmt(t->mem, "/children/%s/assessments", child);
}

static int64_t
kept(struct town *t, const char *what)
{
	return town_number(t, arena_fmt(t->mem, "SELECT %s FROM assessment",
	    what));
}

static bool
is_kept(struct town *t, const char *where)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " assessment WHERE %s", where)) == 1;
}

TEST(score_is_added_up_by_the_server_and_the_doctors_total_stays_apart)
{
	const char *child = child_of(t), *url;

	get(t, arena_fmt(t->mem, "%s/new", papers(t, child)));
	EXPECT_SEES(t, "気管切開の見守りスコアは足しません");
	EXPECT_SEES(t, "市販のグリセリン浣腸");
	EXPECT_NOT_SEES(t, "超重症児スコアの合計");
	post(t, papers(t, child), "on_day", "R8.3.20", "assessor", "医師 空",
	    "institution", "例示病院", "item_1", "mid", "item_2", "high",
	    "item_5", "high", "item_7-1", "low", "item_6", "none",
	    "printed_total", "38", NULL);
	EXPECT_STATUS(t, 303);
	url = t->location;
	EXPECT(kept(t, "base") == 34 && kept(t, "watch") == 2);
	EXPECT(kept(t, "total") == 36 && kept(t, "printed_total") == 38);
	EXPECT(is_kept(t, "class = '3'") && kept(t, "count(granted)") == 0);
	EXPECT(is_kept(t, "items = '1=mid,2=high,5=high,7-1=low'"));
	get(t, url);
	EXPECT_SEES(t, "36点（基本34＋見守り2）・区分3");
	EXPECT_SEES(t, "スコアの計算は36点、医師の用紙は38点です");
	EXPECT_SEES(t, "気管切開の見守りは足さない");
	EXPECT_SEES(t, "<td>8＋0</td>");
	get(t, arena_fmt(t->mem, "/children/%s/care", child));
	EXPECT_SEES(t, "医師の用紙は38点です");
	EXPECT_SEES(t, "用紙と違う");
}

TEST(score_with_a_level_or_a_total_there_cannot_be_is_refused)
{
	const char *child = child_of(t);

	post(t, papers(t, child), "on_day", "R8.3.20", "item_2", "mid", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "気管切開の管理：この項目にない段階です");
	post(t, papers(t, child), "on_day", "R8.3.20", "item_99", "high", NULL);
	EXPECT_STATUS(t, 422);
	post(t, papers(t, child), "on_day", "R8.3.20", "item_5", "high",
	    "printed_total", "124", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "1から123までの数にしてください。");
	EXPECT_SEES(t, "value=\"high\" id=\"l-item_5high\" data-base=\"8\""
	    " data-watch=\"1\" checked");
	post(t, papers(t, child), "on_day", "R8.3.20", "total", "9", NULL);
	EXPECT_STATUS(t, 422);
	post(t, papers(t, child), "on_day", "R8.4.2", "item_5", "high", NULL);
	EXPECT_STATUS(t, 422);
	post(t, papers(t, child), "on_day", "R8.3.20", "item_5", "high",
	    "granted_on", "R8.3.30", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "区分を選んでください");
	post(t, papers(t, child), "on_day", "R8.3.20", "valid_until",
	    "R8.3.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(kept(t, "count(*)") == 0);
}

TEST(severe_score_is_another_instrument_and_never_in_the_same_field)
{
	const char *child = child_of(t), *severe = arena_fmt(t->mem,
	    "%s?instrument=super_severe", papers(t, child));

	get(t, arena_fmt(t->mem, "%s/new?instrument=super_severe",
	    papers(t, child)));
	EXPECT_SEES(t, "別の物差しです");
	EXPECT_NOT_SEES(t, "item_1");
	post(t, severe, "on_day", "R8.3.20", "severe_total", "26",
	    "severe_seated", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(kept(t, "severe_total") == 26 && kept(t, "total") == 0);
	get(t, t->location);
	EXPECT_SEES(t, "26点（超重症児）");
	post(t, severe, "on_day", "R8.3.20", "printed_total", "26",
	    "severe_total", "26", NULL);
	EXPECT_STATUS(t, 422);
	post(t, severe, "on_day", "R8.3.20", NULL);
	EXPECT_STATUS(t, 422);
	post(t, papers(t, child), "on_day", "R8.3.20", "item_6", "base",
	    "severe_total", "26", NULL);
	EXPECT_STATUS(t, 422);
	post(t, papers(t, child), "on_day", "R8.3.20", "item_6", "base", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(kept(t, "count(*)") == 2);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "3点（基本3＋見守り0）・区分1");
}

TEST(score_put_right_by_two_and_taken_back_stays_in_the_history)
{
	const char *child = child_of(t), *url;

	post(t, papers(t, child), "on_day", "R8.3.20", "item_4", "low", NULL);
	EXPECT_STATUS(t, 303);
	url = arena_bytes(t->mem, t->location, strlen("/assessments/") + 36);
	post(t, url, "version", "1", "on_day", "R8.3.20", "item_4", "low",
	    "item_5", "low", "granted", "2", "granted_on", "R8.3.30", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(kept(t, "total") == 16 && is_kept(t, "class = '2'"));
	post(t, url, "version", "1", "on_day", "R8.3.20", "item_4", "high",
	    NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(kept(t, "total") == 16);
	post(t, arena_fmt(t->mem, "%s/withdrawal", url), NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "%s/withdrawal", url), "withdrawn_why",
	    "別の子の用紙だった", NULL);
	EXPECT_STATUS(t, 303);
	get(t, url);
	EXPECT_SEES(t, "R8.4.1に取り消しました。理由：別の子の用紙だった");
	get(t, arena_fmt(t->mem, "/children/%s/care", child));
	EXPECT_SEES(t, "取り消し（R8.4.1）");
	EXPECT_SEES(t, "まだありません");
	post(t, arena_fmt(t->mem, "%s/withdrawal", url), "withdrawn_why", "x",
	    NULL);
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "%s/edit", url));
	EXPECT_STATUS(t, 409);
}

TEST(score_sent_twice_by_a_double_click_is_kept_once)
{
	const char *child = child_of(t);

	post(t, papers(t, child), "once", "twice", "on_day", "R8.3.20",
	    "item_4", "low", NULL);
	EXPECT_STATUS(t, 303);
	post(t, papers(t, child), "once", "twice", "on_day", "R8.3.20",
	    "item_4", "low", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(kept(t, "count(*)") == 1);
}
