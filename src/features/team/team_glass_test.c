
#include "app/deed.h"
#include "features/account/account.h"
#include "features/team/team.h"
#include "tests/kit_rows.h"

static const char why[] = "救急外来に来ていて、機器の種類を知りたい。" CANARY;

/* Goro works in a hospital and has no other way to see anybody. */
static void
goro_comes(struct town *t)
{
	town_somebody(t, "goro", "救急 五郎", "facility", town_agency(t,
	    "見本病院", "hospital"));
	sign_in(t, "goro");
}

static void
open_glass(struct town *t, const char *child, const char *reason)
{
	post(t, arena_fmt(t->mem, "/children/%s/glass", child), "reason",
	    reason, NULL);
}

static const char *
only_glass(struct town *t)
{
	static const struct query q = { "test.glass", "SELECT id FROM glass" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_fmt(t->mem, "/glass/%s", rows.cells[0]);
}

TEST(glass_opens_a_child_for_somebody_without_any_other_way)
{
	const char *child = town_sakura(t);
	const char *page = arena_fmt(t->mem, "/children/%s", child);

	goro_comes(t);
	get(t, page);
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "%s/glass", page));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "さくら");
	open_glass(t, child, why);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, page) == 0);
	get(t, page);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "さくら");
	EXPECT_SEES(t, "緊急に開いています。見たことは記録され");
	EXPECT(town_number(t, "SELECT count(*) FROM glass"
	    " WHERE opened_at = '2026-04-01T03:00:00Z'"
	    " AND ends_at = '2026-04-01T04:00:00Z'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE record = 'glass' AND verb = 'break'") == 1);
	set_today(t, "2026-04-02");
	get(t, page);
	EXPECT_STATUS(t, 404);
}

TEST(glass_does_not_break_without_ten_letters_of_reason)
{
	const char *child = town_sakura(t);

	goro_comes(t);
	open_glass(t, child, "緊急のためです。");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "10文字以上で書いてください（いま8文字）。");
	open_glass(t, child, "　　　　　　　　　　　");
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM glass") == 0);
	open_glass(t, child, "一二三四五六七八九十");
	EXPECT_STATUS(t, 303);
}

/* Else whoever has an id, from an old link, could see whether it is one. */
TEST(glass_does_not_say_whether_there_is_a_child_before_a_reason_is_given)
{
	const char *const ids[] = { town_sakura(t), "no-such-child" };

	goro_comes(t);
	for (size_t i = 0; i < COUNT(ids); i++) {
		get(t, arena_fmt(t->mem, "/children/%s/glass", ids[i]));
		EXPECT_STATUS(t, 200);
		open_glass(t, ids[i], "急いで");
		EXPECT_STATUS(t, 422);
	}
}

TEST(glass_is_not_for_children_nobody_has_nor_for_outsiders_to_read)
{
	const char *child = town_sakura(t);

	goro_comes(t);
	open_glass(t, "no-such-child", why);
	EXPECT_STATUS(t, 404);
	open_glass(t, child, why);
	EXPECT_STATUS(t, 303);
	get(t, only_glass(t));
	EXPECT_STATUS(t, 404);
	sign_in(t, NULL);
	open_glass(t, child, why);
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/sign-in", 8) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM glass") == 1);
}

TEST(open_glass_stands_out_on_the_childs_page_and_team)
{
	const char *child = town_sakura(t);

	sign_in(t, "jiro_clerk");
	open_glass(t, child, why);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "いま事務 次郎が緊急に開いています（令和8年4月1日（水）13:00まで）。");
	get(t, arena_fmt(t->mem, "/children/%s/team", child));
	EXPECT_SEES(t, "いま開いている");
	EXPECT_SEES(t, "救急外来に来ていて");
	set_today(t, "2026-04-02");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "緊急に開いています");
	EXPECT_SEES(t, "事務 次郎が緊急に開きました。まだ確かめていません。");
}

TEST(glass_is_reviewed_once_by_somebody_else)
{
	const char *child = town_sakura(t), *where, *review;

	sign_in(t, "jiro_clerk");
	open_glass(t, child, why);
	where = only_glass(t);
	review = arena_fmt(t->mem, "%s/review", where);
	get(t, where);
	EXPECT_SEES(t, "開いた人とは別の職員が確かめます。");
	post(t, review, "finding", "自分で確かめた。", NULL);
	EXPECT_STATUS(t, 403);
	sign_in(t, "hana_nurse");
	post(t, review, "finding", " ", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-finding\"");
	post(t, review, "finding", "必要だった。" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, where);
	EXPECT_SEES(t, "看護師 花が確かめました。");
	EXPECT_SEES(t, "必要だった。");
	post(t, review, "finding", "もう一度", NULL);
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "まだ確かめていません");
}

TEST(month_of_glass_goes_by_days_in_japan)
{
	const char *child = town_sakura(t);

	open_glass(t, child, why);
	get(t, "/glass?month=2026-04");
	EXPECT_SEES(t, "緊急に開いた記録　令和8年4月");
	EXPECT_SEES(t, "1件（まだ確かめていないもの 1件）");
	EXPECT_SEES(t, "見本 さくら");
	EXPECT_NOT_SEES(t, "次の月");
	get(t, "/glass?month=2026-03");
	EXPECT_SEES(t, "この月に緊急に開いた記録はありません。");
	EXPECT_SEES(t, "次の月");
	EXPECT_SEES(t, "month=2026-02");
	get(t, "/glass?month=%3Cb%3E");
	EXPECT_SEES(t, "令和8年4月");
	set_today(t, "2026-05-01");
	get(t, "/glass");
	EXPECT_SEES(t, "令和8年5月");
	EXPECT_SEES(t, "0件");
}

TEST(glass_stays_as_it_was)
{
	const char *child = town_sakura(t), *where;

	open_glass(t, child, why);
	where = only_glass(t);
	post(t, where, "version", "1", "reason", "べつの理由を書いておきます。",
	    NULL);
	EXPECT_STATUS(t, 405);
	get(t, arena_fmt(t->mem, "%s/edit", where));
	EXPECT_STATUS(t, 404);
	post(t, "/glass", "reason", why, NULL);
	EXPECT_STATUS(t, 405);
	get(t, "/glass/new");
	EXPECT_STATUS(t, 404);
}

TEST(glass_is_found_by_birth_date_and_name_and_a_guess_tells_nothing)
{
	const char *child = town_sakura(t), *guess;

	goro_comes(t);
	get(t, "/glass/find");
	EXPECT_STATUS(t, 200);
	post(t, "/glass/find", "born_on", "R5.4.12", "who", "みほん さくら",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, arena_fmt(t->mem, "/children/%s/glass",
	    child)) == 0);
	post(t, "/glass/find", "born_on", "R5.4.12", "who", "みほん", NULL);
	EXPECT_STATUS(t, 422);
	guess = "生年月日と名前（または児童ID）が合う記録がありません";
	EXPECT_SEES(t, guess);
	post(t, "/glass/find", "born_on", "R5.4.13", "who", "見本 さくら", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, guess);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'break_failed'") == 2);
	sign_in(t, "admin");
	post(t, "/glass/find", "born_on", "", "who", "", NULL);
	EXPECT_STATUS(t, 422);
}

TEST(glass_nobody_has_reviewed_stands_on_the_centres_day_page)
{
	const char *child = town_sakura(t);

	get(t, "/");
	EXPECT_NOT_SEES(t, "緊急に開いた記録を確かめる");
	goro_comes(t);
	open_glass(t, child, why);
	get(t, "/");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "緊急に開いた記録を確かめる");
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_SEES(t, "緊急に開いた記録を確かめる（1件）");
	post(t, arena_fmt(t->mem, "%s/review", only_glass(t)), "finding",
	    "必要だった。", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "緊急に開いた記録を確かめる");
}
