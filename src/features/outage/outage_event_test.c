#include "features/outage/outage_test.h"

#include "tests/kit_rows.h"

/* Declaring, widening, ending; what it opens to whom; lending; the report. */

static void
declare(struct town *t, const char *region, const char *time,
    const char *drill)
{
	post(t, "/outages", "kind", "power", "began_on", "R8.1.21",
	    "began_time", time, "region", region, "drill", drill, "basis",
	    drill[0] == '1' ? "" : "act", NULL);
}

TEST(outage_that_overlaps_an_open_one_is_refused_with_a_link_to_it)
{
	const char *o = outage_declare(t, "0");

	declare(t, "shimokita", "2:00", "0");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, arena_fmt(t->mem, "href=\"/outages/%s\"", o));
	EXPECT_SEES(t, "すでに始まっている");
	/* A drill is another thing, and so is another region. */
	declare(t, "shimokita", "2:00", "1");
	EXPECT_STATUS(t, 303);
	declare(t, "tsugaru", "2:00", "0");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM outage") == 3);
}

TEST(outage_of_the_future_or_of_no_place_is_refused_with_the_form_kept)
{
	set_now(t, NIGHT);
	sign_in(t, "hana_nurse");
	declare(t, "shimokita", "2:16", "0");
	EXPECT_STATUS(t, 422);
	declare(t, "shimokita", "25:10", "0");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "value=\"25:10\"");
	declare(t, "nowhere", "2:10", "0");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "圏域か市町村を選んでください。");
	/* What opens records says by which law. */
	post(t, "/outages", "kind", "power", "began_on", "R8.1.21",
	    "began_time", "2:10", "region", "shimokita", "drill", "0", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM outage") == 0);
}

TEST(outage_may_be_told_to_every_one_of_a_prefectures_hundreds_of_bodies)
{
	sign_in(t, "hana_nurse");
	town_agency(t, "見本消防", "fire_service");
	for (int i = 0; i < 120; i++)
		town_agency(t, arena_fmt(t->mem, "見本病院%03d", i), "hospital");
	town_agency(t, "見本訪問看護", "visiting_nurse");
	get(t, "/outages/new");
	EXPECT_SEES(t, "<p><strong>病院");
	EXPECT_SEES(t, " 見本消防</label>");
	EXPECT_SEES(t, " 見本病院119</label>");
	EXPECT_SEES(t, " 見本訪問看護</label>");
}

TEST(outage_declared_twice_by_a_double_click_is_one)
{
	set_now(t, NIGHT);
	sign_in(t, "hana_nurse");
	for (int i = 0; i < 2; i++) {
		post_raw(t, "/outages", "csrf", t->csrf, "once", "key-1", "kind",
		    "snow", "began_on", "R8.1.21", "began_time", "2:10",
		    "municipality", "02208", "drill", "0", "basis", "act", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM outage") == 1);
}

TEST(outage_opens_the_legal_minimum_to_the_towns_officer_until_it_ends)
{
	const char *child = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *page = arena_fmt(t->mem, "/children/%s", child), *o;

	outage_power(t, child, 1, 480);
	outage_outsider(t, "mutsu", "officer", "municipality", "02208");
	outage_outsider(t, "aomori", "officer", "municipality", "02201");
	set_now(t, NIGHT);
	sign_in(t, "mutsu");
	get(t, page);
	EXPECT_STATUS(t, 404);
	o = outage_declare(t, "0");
	sign_in(t, "aomori");
	get(t, page);
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/outages/%s", o));
	EXPECT_STATUS(t, 404);
	sign_in(t, "mutsu");
	get(t, page);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "0175-00-0001");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE path ="
	    " 'emergency' AND consent = (SELECT id FROM outage)"
	    " AND classes LIKE 'identity,contact%' AND classes NOT LIKE"
	    " '%clinical%'") == 1);
	get(t, arena_fmt(t->mem, "/outages/%s", o));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本 いち");
	outage_do(t, child, "claim", NULL, NULL);
	EXPECT_STATUS(t, 303);
	outage_do(t, child, "status", "status", "safe");
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/outages/%s/closing", o), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "mutsu");
	get(t, page);
	EXPECT_STATUS(t, 404);
	outage_do(t, child, "status", "status", "absent");
	EXPECT_STATUS(t, 404);
}

TEST(outage_drill_opens_nothing)
{
	const char *child = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *o;

	outage_outsider(t, "mutsu", "officer", "municipality", "02208");
	o = outage_declare(t, "1");
	sign_in(t, "mutsu");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/outages/%s", o));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "見本 いち");
	outage_do(t, child, "claim", NULL, NULL);
	EXPECT_STATUS(t, 404);
}

TEST(outage_opens_to_a_named_body_and_where_power_is_back_to_nobody)
{
	const char *child = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *page = arena_fmt(t->mem, "/children/%s", child), *o;
	static const struct query q = { "test.body",
	    "SELECT agency FROM person WHERE login = 'fire'" };
	struct rows rows = { 0 };

	outage_outsider(t, "fire", "facility", "fire_service", "02201");
	o = outage_declare(t, "0");
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	sign_in(t, "fire");
	get(t, page);
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/outages/%s/area", o), "body", rows.cells[0],
	    NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "fire");
	get(t, page);
	EXPECT_STATUS(t, 200);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/outages/%s/restoration", o),
	    "municipality", "02208", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "fire");
	get(t, page);
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/outages/%s", o));
	EXPECT_NOT_SEES(t, "見本 いち");
	/* Restored once is restored. */
	post(t, arena_fmt(t->mem, "/outages/%s/restoration", o),
	    "municipality", "02208", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(outage_grows_and_refuses_what_another_has)
{
	const char *o = outage_declare(t, "0");
	const char *area = arena_fmt(t->mem, "/outages/%s/area", o);

	outage_child_new(t, "見本 いち", "みほん いち", "02206");
	post(t, area, "municipality", "02206", "began_on", "R8.1.21",
	    "began_time", "2:12", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/outages/%s", o));
	EXPECT_SEES(t, "見本 いち");
	post(t, area, "municipality", "02206", "began_on", "R8.1.21",
	    "began_time", "2:12", NULL);
	EXPECT_STATUS(t, 422);
	sign_in(t, "jiro_clerk");
	post(t, arena_fmt(t->mem, "/outages/%s/closing", o), NULL);
	EXPECT_STATUS(t, 303);
	post(t, area, "municipality", "02207", "began_on", "R8.1.21",
	    "began_time", "2:12", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(outage_that_ended_keeps_its_list_as_it_was)
{
	const char *child = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *o = outage_declare(t, "0"), *page;

	page = arena_fmt(t->mem, "/outages/%s", o);
	outage_power(t, child, 1, 300);
	post(t, arena_fmt(t->mem, "%s/closing", page), NULL);
	EXPECT_STATUS(t, 303);
	set_today(t, "2026-02-20");
	get(t, page);
	EXPECT_SEES(t, "見本 いち");
	EXPECT_NOT_SEES(t, "切れているおそれ");
}

TEST(outage_that_ended_can_be_reopened_with_a_reason)
{
	const char *o = outage_declare(t, "0");
	const char *again = arena_fmt(t->mem, "/outages/%s/reopening", o);

	post(t, again, "reason", "また止まった", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/outages/%s/closing", o), NULL);
	post(t, again, "reason", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, again, "reason", "また止まった", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/outages/%s/report", o));
	EXPECT_SEES(t, "もう一度開いた：また止まった");
}

TEST(outage_report_counts_minutes_from_the_cut_and_from_the_declaration)
{
	const char *one = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *two = outage_child_new(t, "見本 にい", "みほん にい",
	    "02208");
	const char *o;

	outage_power(t, one, 1, 480);
	outage_power(t, two, 1, 60);
	o = outage_declare(t, "0");
	set_now(t, AT("17:30"));
	outage_do(t, two, "status", "status", "absent");
	set_now(t, AT("17:41"));
	outage_do(t, two, "status", "status", "help");
	set_now(t, AT("17:50"));
	outage_do(t, two, "status", "status", "moved");
	get(t, arena_fmt(t->mem, "/outages/%s/report.csv", o));
	EXPECT_STATUS(t, 200);
	/* Spoken to first at 2:41: 31 minutes after 2:10, 26 after 2:15. */
	EXPECT_SEES(t, "見本 にい,むつ市,搬送,");
	EXPECT_SEES(t, ",31,26,");
	EXPECT_SEES(t, "見本 いち,むつ市,未,,,,");
	get(t, arena_fmt(t->mem, "/outages/%s/report", o));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "31分");
	get(t, arena_fmt(t->mem, "/outages/%s/report.pdf", o));
	EXPECT_STATUS(t, 200);
	EXPECT(one != NULL);
}

TEST(outage_lends_the_last_battery_once_and_takes_it_back)
{
	const char *one = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *two = outage_child_new(t, "見本 にい", "みほん にい",
	    "02208");
	const char *o = outage_declare(t, "0"), *stock, *loan;
	static const struct query stocks = { "test.stock",
	    "SELECT id FROM outage_stock" };
	static const struct query loans = { "test.loan",
	    "SELECT id FROM outage_loan" };
	struct rows rows = { 0 };

	post(t, arena_fmt(t->mem, "/outages/%s/stock", o), "kind", "battery",
	    "label", "1kWhの蓄電池" CANARY, "pieces", "0", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/outages/%s/stock", o), "kind", "battery",
	    "label", "1kWhの蓄電池" CANARY, "pieces", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(db_rows(t->db, t->mem, &stocks, NO_ARGS, &rows) == OK);
	stock = rows.cells[0];
	outage_do(t, one, "loan", "stock", stock);
	EXPECT_STATUS(t, 303);
	outage_do(t, two, "loan", "stock", stock);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "もう残っていません。");
	EXPECT(db_rows(t->db, t->mem, &loans, NO_ARGS, &rows) == OK);
	loan = rows.cells[0];
	outage_do(t, two, "return", "loan", loan);
	EXPECT_STATUS(t, 404);
	outage_do(t, one, "return", "loan", loan);
	EXPECT_STATUS(t, 303);
	outage_do(t, one, "return", "loan", loan);
	EXPECT_STATUS(t, 409);
	outage_do(t, two, "loan", "stock", stock);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/outages/%s/stock", o));
	EXPECT_SEES(t, "見本 にい");
}

TEST(outage_destination_is_written_down_and_shown_in_the_list)
{
	const char *one = outage_child_new(t, "見本 いち", "みほん いち",
	    "02208");
	const char *o = outage_declare(t, "0");

	outage_do(t, one, "destination", "destination", "");
	EXPECT_STATUS(t, 422);
	outage_do(t, one, "destination", "destination", "むつ総合病院" CANARY);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/outages/%s", o));
	EXPECT_SEES(t, "行き先：むつ総合病院");
}

/* A prefecture has more of them than a query of ours once took. */
TEST(outage_of_250_children_is_whole_on_the_page_and_on_paper)
{
	const char *child = NULL, *o;

	for (int i = 0; i < 250; i++) {
		child = outage_child_new(t, arena_fmt(t->mem, "見本 第%03d", i),
		    "みほん", "02208");
		outage_power(t, child, 1, 480);
	}
	outage_outsider(t, "mutsu", "officer", "municipality", "02208");
	o = outage_declare(t, "0");
	get(t, arena_fmt(t->mem, "/outages/%s/sheet", o));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本 第000");
	EXPECT_SEES(t, "見本 第249");
	get(t, arena_fmt(t->mem, "/outages/%s/sheet.pdf", o));
	EXPECT_STATUS(t, 200);
	sign_in(t, "mutsu");
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "250人のうち1～50人め");
	get(t, arena_fmt(t->mem, "/outages/%s?page=5", o));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "250人のうち201～250人め");
	get(t, "/contacts");
	EXPECT_STATUS(t, 200);
}
