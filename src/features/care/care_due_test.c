#include <string.h>

#include "features/care/care.h"
#include "tests/kit_town.h"

/* What the page of today asks for on account of devices and scores. */

static const char *
child_of(struct town *t)
{
	sign_in(t, "hana_nurse");
	post(t, "/children", "name", "見本 樹", "municipality", "02203", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

static void
device(struct town *t, const char *child, const char *checked)
{
	post(t, arena_fmt(t->mem, "/children/%s/devices", child), "kind",
	    "ventilator", "internal", "1", "internal_minutes", "300",
	    "external", "0", "battery_checked_on", checked, NULL);
	EXPECT_STATUS(t, 303);
}

TEST(battery_is_due_half_a_year_after_it_was_checked)
{
	const char *child = child_of(t);

	device(t, child, "R8.3.1");
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "バッテリーを確かめる");
	set_today(t, "2026-09-01");
	sign_in(t, "hana_nurse");
	get(t, "/?all=1");
	EXPECT_SEES(t, "バッテリーを確かめる");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "バッテリーを確かめる");
	EXPECT_SEES(t, "バッテリーを最後に確かめたのはR8.3.1です");
	sign_in(t, "jiro_clerk");
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "バッテリーを確かめる");
}

TEST(battery_never_checked_is_said_on_the_childs_page_alone)
{
	const char *child = child_of(t);

	device(t, child, "");
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "バッテリーを確かめる");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "バッテリーを確かめる");
}

TEST(score_that_ends_and_one_without_a_class_are_asked_after_in_time)
{
	const char *child = child_of(t), *papers = arena_fmt(t->mem,
	    "/children/%s/assessments", child);

	post(t, papers, "on_day", "R8.4.1", "item_4", "low", "valid_until",
	    "R8.12.31", NULL);
	EXPECT_STATUS(t, 303);
	set_today(t, "2026-05-01");
	sign_in(t, "hana_nurse");
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "医療的ケア区分を聞いて書く");
	set_today(t, "2026-05-31");
	sign_in(t, "hana_nurse");
	get(t, "/?all=1");
	EXPECT_SEES(t, "医療的ケア区分を聞いて書く");
	EXPECT_NOT_SEES(t, "スコアの判定を頼む");
	set_today(t, "2026-11-01");
	sign_in(t, "hana_nurse");
	get(t, "/?all=1");
	EXPECT_SEES(t, "スコアの判定を頼む（R8.12.31まで有効）");
	post(t, papers, "on_day", "R8.10.31", "item_4", "low", "granted", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, "スコアの判定を頼む");
	EXPECT_NOT_SEES(t, "医療的ケア区分を聞いて書く");
}
