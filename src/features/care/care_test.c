#include <string.h>

#include "features/care/care.h"
#include "features/child/child.h"
#include "tests/kit_town.h"

/* Devices and stock through the front door, and what is kept of them. */

static const char *
sakura(struct town *t)
{
	sign_in(t, "hana_nurse");
	post(t, "/children", "name", "見本 さくら", "municipality", "02203", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

static const char *
path(struct town *t, const char *child, const char *what)
{
	return arena_fmt(t->mem, "/children/%s/%s", child, what);
}

static void
ventilator(struct town *t, const char *child)
{
	post(t, path(t, child, "devices"), "kind", "ventilator", "watts", "60",
	    "internal", "1", "internal_minutes", "300", "external", "0",
	    "supplier_phone", "017-000-0000", NULL);
	EXPECT_STATUS(t, 303);
}

static int64_t
power(struct town *t, const char *what)
{
	return town_number(t, arena_fmt(t->mem, "SELECT %s FROM power", what));
}

TEST(device_written_down_says_how_long_it_runs_and_is_kept_for_the_list)
{
	const char *child = sakura(t);

	get(t, path(t, child, "devices/new"));
	EXPECT_SEES(t, "人工呼吸器");
	get(t, path(t, child, "devices/new?kind=ventilator"));
	EXPECT_SEES(t, "内部バッテリーで動く時間（分）");
	EXPECT_NOT_SEES(t, "ボンベの圧力");
	ventilator(t, child);
	get(t, path(t, child, "care"));
	EXPECT_SEES(t, "5時間");
	EXPECT_SEES(t, "人工呼吸器：外部バッテリーがありません。");
	EXPECT_SEES(t, "人工呼吸器：バッテリーを確かめた記録がありません。");
	EXPECT(power(t, "minutes") == 300);
	EXPECT(power(t, "rank") == 1 && power(t, "watts") == 60);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "電源が切れるまで");
	EXPECT_SEES(t, "5時間");
}

TEST(device_of_which_nothing_is_known_is_unknown_and_most_urgent)
{
	const char *child = sakura(t);

	ventilator(t, child);
	post(t, path(t, child, "devices"), "kind", "suction", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(power(t, "count(*)") == 1);
	EXPECT(power(t, "count(*) - count(minutes)") == 1 &&
	    power(t, "count(*) - count(watts)") == 1 &&
	    power(t, "min(at_least)") == 0);
	get(t, path(t, child, "care"));
	EXPECT_SEES(t, "<span class=\"total due\">不明</span>");
	EXPECT_SEES(t, "吸引器：動く時間が分かりません。");
	EXPECT_SEES(t, "60W以上（1台は不明）");
	EXPECT(town_number(t, "SELECT count(*) FROM device WHERE kind ="
	    " 'suction' AND watts IS NULL AND internal_minutes IS NULL") == 1);
}

TEST(device_with_what_cannot_be_is_refused_and_nothing_kept)
{
	static const char *const bad[][3] = {
		{ "watts", "-5", "1から1500までの数にしてください。" },
		{ "watts", "99999", "1から1500までの数にしてください。" },
		{ "internal_minutes", "100000", "1から2880までの数" },
		{ "flow", "たくさん", "「0.25」「1.5」のように" },
		{ "flow", "0", "0より大きく" },
		{ "pressure", "900", "0より大きく35MPaまで" },
		{ "battery_checked_on", "R9.4.1", "まだ来ていない日です" },
	};
	const char *child = sakura(t);

	for (size_t i = 0; i < COUNT(bad); i++) {
		post(t, path(t, child, "devices"), "kind", "concentrator",
		    "model", "見本2", bad[i][0], bad[i][1], NULL);
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, bad[i][2]);
		EXPECT_SEES(t, "value=\"見本2\"");
	}
	post(t, path(t, child, "devices"), "kind", "ventilator", "internal",
	    "0", "internal_minutes", "60", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "内部バッテリーは「なし」なのに");
	post(t, path(t, child, "devices"), "kind", "toaster", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM device") == 0);
	EXPECT(power(t, "count(*)") == 0);
}

static const char *
device_id(struct town *t)
{
	struct query q = { "test.device", "SELECT id FROM device" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return rows.cells[0];
}

TEST(device_changed_by_two_keeps_the_first_and_shows_both)
{
	const char *child = sakura(t), *url;

	ventilator(t, child);
	url = arena_fmt(t->mem, "/devices/%s", device_id(t));
	post(t, url, "version", "1", "kind", "ventilator", "external", "1",
	    "battery_count", "2", "battery_minutes", "240", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(power(t, "minutes") == 780);
	post(t, url, "version", "1", "kind", "ventilator", "watts", "70", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "70");
	EXPECT(power(t, "minutes") == 780 && power(t, "watts") == 60);
	post(t, arena_fmt(t->mem, "%s/removal", url), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(power(t, "count(*)") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM device WHERE removed_on ="
	    " '2026-04-01'") == 1);
	get(t, path(t, child, "care"));
	EXPECT_SEES(t, "使わなくなった機器（1）");
	post(t, arena_fmt(t->mem, "%s/removal", url), NULL);
	EXPECT_STATUS(t, 409);
}

TEST(supplies_are_written_in_one_table_and_say_what_runs_short)
{
	const char *child = sakura(t);

	ventilator(t, child);
	EXPECT(town_number(t, "SELECT count(*) FROM power WHERE lacks LIKE"
	    " '%bag%'") == 1);
	post(t, path(t, child, "supplies"), "checked_on", "R8.4.1",
	    "kept_bag_valve", "1", "days_formula", "5", "days_medicine", "2",
	    "kept_medicine", "1", "version_formula", "0", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM supply") == 3);
	EXPECT(town_number(t, "SELECT count(*) FROM power WHERE lacks NOT LIKE"
	    " '%bag%' AND lacks LIKE '%stock_3%' AND lacks LIKE '%stock_7%'")
	    == 1);
	get(t, path(t, child, "care"));
	EXPECT_SEES(t, "栄養剤・ミルク：7日分ありません（いま5日分）。");
	post(t, path(t, child, "supplies"), "checked_on", "R8.4.1",
	    "days_formula", "14", "version_formula", "0", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が変えました");
	post(t, path(t, child, "supplies"), "checked_on", "R8.4.1",
	    "kept_formula", "0", "days_formula", "14", "version_formula", "1",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「なし」なのに日数があります");
	post(t, path(t, child, "supplies"), "checked_on", "R8.4.1",
	    "days_formula", "5", "version_formula", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM supply") == 3);
}
