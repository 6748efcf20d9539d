#include "tests/kit_rows.h"

static const char *
supporter(struct town *t)
{
	struct query q = { "test.supporter", "SELECT id FROM supporter" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return rows.cells[0];
}

static void
add_nurse(struct town *t, const char *child)
{
	post(t, "/supporters", "child", child, "part", "visiting_nurse",
	    "name", "架空 看護師" CANARY, "phone", "017-000-0012", "hours",
	    "平日9:00-17:00" CANARY, "from_on", "R8.4.1", NULL);
}

TEST(supporter_without_an_account_is_shown_beside_the_child_with_their_hours)
{
	const char *child = town_sakura(t);

	add_nurse(t, child);
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/children/", 10) == 0);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "支えている人");
	EXPECT_SEES(t, "href=\"tel:017-000-0012\"");
	EXPECT_SEES(t, "平日9:00-17:00");
	EXPECT(town_number(t, "SELECT count(*) FROM supporter"
	    " WHERE name LIKE '%架空%' OR phone LIKE '%0012%'") == 0);
}

TEST(supporter_needs_an_agency_or_a_name_and_days_in_order)
{
	const char *child = town_sakura(t);

	post(t, "/supporters", "child", child, "part", "nursery", "from_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "機関か氏名を入力してください。");
	post(t, "/supporters", "child", child, "part", "nursery", "name", "x",
	    "from_on", "R8.4.2", "to_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "始まる日より前の日です");
	EXPECT(town_number(t, "SELECT count(*) FROM supporter") == 0);
}

TEST(supporter_ends_today_once_and_leaves_the_panel_tomorrow)
{
	const char *child = town_sakura(t), *url;

	add_nurse(t, child);
	url = arena_fmt(t->mem, "/supporters/%s/ending", supporter(t));
	post(t, url, NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, NULL);
	EXPECT_STATUS(t, 409);
	set_today(t, "2026-04-02");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "017-000-0012");
	get(t, arena_fmt(t->mem, "/children/%s/supporters", child));
	EXPECT_SEES(t, "終わり");
}

TEST(supporter_changed_by_another_meanwhile_shows_both_versions)
{
	const char *child = town_sakura(t), *url;

	add_nurse(t, child);
	url = arena_fmt(t->mem, "/supporters/%s", supporter(t));
	post(t, url, "version", "1", "part", "visiting_nurse", "name", "架空 甲",
	    "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "1", "part", "visiting_nurse", "name", "架空 乙",
	    "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "架空 甲");
	EXPECT_SEES(t, "架空 乙");
}

TEST(supporter_sent_twice_by_one_form_is_there_once)
{
	const char *child = town_sakura(t);

	for (int i = 0; i < 2; i++) {
		post_raw(t, "/supporters", "csrf", t->csrf, "once", "k1",
		    "child", child, "part", "nursery", "name", "架空 園",
		    "from_on", "R8.4.1", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM supporter") == 1);
}
