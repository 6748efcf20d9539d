#include "features/publishing/release.h"

#include "features/statistics/statistics_town_test.h"

/*
 * The two real years, released, changed, printed again; and side by side with
 * three quarters of R6 in both classings. Only where the registers lie beside
 * the project.
 */

/* Prepared by hana, approved by taro. */
static const char *
release(struct town *t, const char *from, const char *to,
    const char *restated, const char *k)
{
	const char *at;

	post(t, "/releases", "from", from, "to", to, "restated", restated,
	    "k", k, "zeros", "shown", "reason", "", NULL);
	EXPECT_STATUS(t, 303);
	at = arena_fmt(t->mem, "%.46s", t->location);
	sign_in(t, "taro_doctor");
	post(t, arena_fmt(t->mem, "%s/approval", at), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	return at;
}

static const char *
printed(struct town *t, const char *at, const char *file)
{
	get(t, arena_fmt(t->mem, "%s/%s", at, file));
	EXPECT_STATUS(t, 200);
	return arena_fmt(t->mem, "%.*s", (int)t->nbody, t->body);
}

static void
exactly(struct town *t, const char *at, const char *json, const char *csv)
{
	EXPECT(strcmp(printed(t, at, "tables.json"), json) == 0);
	EXPECT(strcmp(printed(t, at, "tables.csv"), csv) == 0);
}

TEST(release_of_two_real_years_does_not_move)
{
	const char *r4, *r5, *json4, *json5, *csv4, *csv5, *hana;

	if (!town_two_years(t))
		return;
	r4 = release(t, "R4.4.1", "R5.3.31", "", "3");
	r5 = release(t, "R5.4.1", "R6.3.31", "", "3");
	json4 = printed(t, r4, "tables.json");
	csv4 = printed(t, r4, "tables.csv");
	json5 = printed(t, r5, "tables.json");
	csv5 = printed(t, r5, "tables.csv");
	EXPECT(strstr(json4, "\"persons\":54,\"total\":167"));
	EXPECT(strstr(json5, "\"persons\":82,\"total\":295"));
	hana = known_child(t, "new", "2020-04-02", "むつ市", "有");
	MET(t, "2023-05-01", hana, "訪問", "市町村", "その他");
	MET(t, "2023-05-02", hana, "電話", "市町村", "その他");
	exactly(t, r4, json4, csv4);
	exactly(t, r5, json5, csv5);
	get(t, arena_fmt(t->mem, "%s/changes", r4));
	EXPECT_SEES(t, "違いはありません。");
	get(t, arena_fmt(t->mem, "%s/changes", r5));
	EXPECT_SEES(t, "<td>82</td>");
	EXPECT_SEES(t, "<td>83</td>");
	EXPECT_SEES(t, "<td>295</td>");
	EXPECT_SEES(t, "<td>297</td>");
	EXPECT_SEES(t, "<td>+2</td>");
	EXPECT_NOT_SEES(t, "八戸");
}

TEST(release_of_three_years_in_both_classings)
{
	const char *hana;

	if (!town_two_years(t))
		return;
	hana = known_child(t, "new", "2020-04-02", "むつ市", "有");
	for (int i = 0; i < 12; i++)
		MET(t, arena_fmt(t->mem, "2024-%02d-10", 4 + i % 9), hana,
		    "訪問", "市町村", "就園・就学");
	release(t, "R4.4.1", "R5.3.31", "", "10");
	release(t, "R4.4.1", "R5.3.31", "2024", "10");
	release(t, "R5.4.1", "R6.3.31", "", "10");
	release(t, "R5.4.1", "R6.3.31", "2024", "10");
	release(t, "R6.4.1", "R6.12.31", "", "10");
	release(t, "R6.4.1", "R6.12.31", "2024", "10");
	get(t, "/releases/series");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "令和4年度");
	EXPECT_SEES(t, "令和6年度（4〜12月）");
	EXPECT_SEES(t, "新規児童受入");
	EXPECT_SEES(t, "<td>295</td>");
	get(t, "/releases/series?restated=2024");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "<th scope=\"row\">新規児童受入");
	EXPECT_SEES(t, "※ 令和5年度：");
	EXPECT_SEES(t, "<td>295</td>");
	EXPECT(town_number(t, "SELECT count(*) FROM release_line WHERE number"
	    " BETWEEN 1 AND 9") == 0);
}
