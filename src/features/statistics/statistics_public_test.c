#include <jansson.h>

#include "app/codes.h"
#include "app/deed.h"
#include "features/statistics/statistics_town_test.h"

/* What the public is told of a report: the same object, some of it null. */

static const int64_t thresholds[] = { 3, 5, 10 };

static json_t *
json_of(struct town *t, const struct report *report)
{
	struct buffer b = buffer_new(t->mem);
	json_t *all;

	report_json(&b, report);
	all = json_loads(b.s, 0, NULL);
	EXPECT(all);
	return all;
}

/* The same keys in the same order; a number is the same, or null. */
static size_t
compare(json_t *exact, json_t *public, int64_t k)
{
	size_t hidden = 0;
	void *a = json_object_iter(exact), *b = json_object_iter(public);

	EXPECT(json_object_size(exact) == json_object_size(public));
	for (; a; a = json_object_iter_next(exact, a),
	    b = json_object_iter_next(public, b)) {
		json_t *was = json_object_iter_value(a);
		json_t *is = json_object_iter_value(b);
		json_int_t number = json_integer_value(was);

		EXPECT(strcmp(json_object_iter_key(a),
		    json_object_iter_key(b)) == 0);
		if (json_is_object(was)) {
			hidden += compare(was, is, k);
		} else if (json_is_null(is)) {
			EXPECT(json_is_integer(was) && number > 0);
			hidden++;
		} else {
			EXPECT(json_equal(was, is));
			EXPECT(!json_is_integer(was) || !number || number >= k);
		}
	}
	return hidden;
}

/* A year hidden at k; how many numbers of the object became null. */
static size_t
hide(struct town *t, const char *from, const char *to, int64_t k, bool zeros)
{
	struct report *report = report_of(t, from, to, 0);
	const struct report_rule rule = { k, zeros };
	json_t *exact = json_of(t, report), *public;
	struct report_public out;
	size_t hidden = 0;

	EXPECT(report_protect(town_request(t), report, &rule, NULL, 0,
	    &out) == OK);
	public = json_of(t, report);
	if (zeros)
		hidden = compare(exact, public, k);
	for (size_t i = 0; i < out.n; i++) {
		EXPECT(out.at[i].least <= out.at[i].value);
		EXPECT(out.at[i].most >= out.at[i].value);
		EXPECT(out.at[i].most - out.at[i].least >= k - (zeros ? 2 : 1));
	}
	json_decref(exact);
	json_decref(public);
	return hidden;
}

static void
hide_all(struct town *t, const char *from, const char *to)
{
	size_t few = 0;

	for (size_t i = 0; i < COUNT(thresholds); i++) {
		size_t hidden = hide(t, from, to, thresholds[i], true);

		EXPECT(hidden >= few);
		few = hidden;
		hide(t, from, to, thresholds[i], false);
	}
	EXPECT(few > 0);
}

TEST(the_public_is_told_the_demo_without_its_small_numbers)
{
	struct request *r = town_request(t);

	deed_begin(r);
	for (size_t i = 0; i < nall_features; i++) {
		if (all_features[i]->demo)
			EXPECT(all_features[i]->demo(r) == OK);
	}
	EXPECT(deed_commit(r, NULL) == OK);
	hide_all(t, "2025-04-01", "2026-03-31");
	hide_all(t, "2025-10-01", "2025-12-31");
	hide_all(t, "2026-01-01", "2026-01-31");
}

/* Three visits of Hana, one call about Taro. */
static void
small_year(struct town *t)
{
	const char *hana = known_child(t, "k1", "2020-04-02", "青森市", "有");
	const char *taro = known_child(t, "k2", "2012-04-02", "八戸市", "無");

	MET(t, "2023-04-01", hana, "訪問", "医療機関", "その他");
	MET(t, "2023-05-02", hana, "訪問", "医療機関", "その他");
	MET(t, "2023-05-03", hana, "訪問", "医療機関", "その他");
	MET(t, "2023-06-03", taro, "電話", "市町村", "就園・就学");
}

TEST(the_page_says_what_is_hidden_and_why)
{
	small_year(t);
	get(t, "/statistics/public?from=2023-04-01&to=2024-03-31&k=3");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "3より少ない数です。");
	EXPECT_SEES(t, "が分かってしまうためです。");
	EXPECT_SEES(t, "少ない数");
	get(t, "/statistics/public?from=2023-04-01&to=2024-03-31&k=0");
	EXPECT_STATUS(t, 422);
	EXPECT_NOT_SEES(t, "伏せる数を足すと");
	get(t, "/statistics/public?from=2024-04-01&to=2023-03-31");
	EXPECT_STATUS(t, 422);
	get(t, "/statistics/public");
	EXPECT_STATUS(t, 200);
}

/* 「前の公表」: April to December, then the year with one contact more. */
TEST(the_year_does_not_tell_the_months_after_an_earlier_release)
{
	const struct report_rule rule = { 3, true };
	struct request *r = town_request(t);
	struct report *part, *year, *alone;
	const struct report *earlier[1];
	struct report_public out;

	for (int i = 0; i < 40; i++)
		MET(t, arena_fmt(t->mem, "2023-%02d-15", 4 + i % 9),
		    known_child(t, arena_fmt(t->mem, "n%d", i), "2020-04-02",
		    "青森市", "有"), "訪問", "医療機関", "その他");
	part = report_of(t, "2023-04-01", "2023-12-31", 0);
	EXPECT(report_protect(r, part, &rule, NULL, 0, &out) == OK);
	EXPECT(out.loss.hidden == 0 && part->total == 40);
	MET(t, "2024-02-01", NULL, "訪問", "医療機関", "その他");
	alone = report_of(t, "2023-04-01", "2024-03-31", 0);
	EXPECT(report_protect(r, alone, &rule, NULL, 0, &out) == OK);
	EXPECT(!alone->total_hidden && out.loss.hidden == 0);
	year = report_of(t, "2023-04-01", "2024-03-31", 0);
	earlier[0] = part;
	EXPECT(report_protect(r, year, &rule, earlier, 1, &out) == OK);
	EXPECT(year->total_hidden && year->total == 41);
	EXPECT(!year->persons_hidden);
}

/* What was hidden stays so while its number is the same. */
TEST(a_correction_hides_what_the_release_before_it_hid)
{
	const struct report_rule rule = { 3, true };
	struct request *r = town_request(t);
	struct report *first, *second;
	const struct report *earlier[1];
	struct report_public out;

	small_year(t);
	first = report_of(t, "2023-04-01", "2024-03-31", 0);
	EXPECT(report_protect(r, first, &rule, NULL, 0, &out) == OK);
	for (int i = 0; i < 20; i++)
		MET(t, "2023-07-01", NULL, "訪問", "医療機関", "その他");
	second = report_of(t, "2023-04-01", "2024-03-31", 0);
	earlier[0] = first;
	EXPECT(report_protect(r, second, &rule, earlier, 1, &out) == OK);
	EXPECT(second->total == 24);
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *a = &first->tables[i];
		const struct report_table *b = &second->tables[i];

		for (size_t k = 0; k < a->nrows; k++)
			EXPECT(a->rows[k].count != b->rows[k].count ||
			    !a->rows[k].hidden || b->rows[k].hidden);
	}
}

/* The same year rounded, and with its regions put together. */
TEST(the_page_shows_the_two_other_ways_as_well)
{
	small_year(t);
	for (int i = 0; i < 30; i++)
		MET(t, "2023-08-01", known_child(t, arena_fmt(t->mem, "m%d",
		    i), "2020-04-02", i % 2 ? "弘前市" : "十和田市", "有"),
		    "訪問", "医療機関", "その他");
	get(t, "/statistics/public?from=2023-04-01&to=2024-03-31&k=5"
	    "&how=round");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "丸めで動いた分を足すと");
	/* 34 contacts, 32 children. */
	EXPECT_SEES(t, "<td>34</td><td>35</td>");
	EXPECT_SEES(t, "<td>32</td><td>30</td>");
	EXPECT_NOT_SEES(t, "<td>X</td>");
	get(t, "/statistics/public?from=2023-04-01&to=2024-03-31&k=5"
	    "&how=merge");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "・八戸");
}

/* Three quarters and the year: the fourth is what is left. */
TEST(the_year_does_not_tell_a_quarter_that_was_never_released)
{
	static const char *const quarters[][2] = {
		{ "2023-04-01", "2023-06-30" }, { "2023-07-01", "2023-09-30" },
		{ "2023-10-01", "2023-12-31" },
	};
	const struct report_rule rule = { 3, true };
	struct request *r = town_request(t);
	const struct report *earlier[3];
	struct report_public out;
	struct report *year;

	for (int i = 0; i < 45; i++)
		MET(t, arena_fmt(t->mem, "2023-%02d-15", 4 + i % 9), NULL,
		    "訪問", "医療機関", "その他");
	for (size_t i = 0; i < 3; i++) {
		struct report *quarter = report_of(t, quarters[i][0],
		    quarters[i][1], 0);

		EXPECT(report_protect(r, quarter, &rule, earlier, i, &out) ==
		    OK);
		EXPECT(!quarter->total_hidden && quarter->total == 15);
		earlier[i] = quarter;
	}
	MET(t, "2024-02-01", NULL, "訪問", "医療機関", "その他");
	year = report_of(t, "2023-04-01", "2024-03-31", 0);
	EXPECT(report_protect(r, year, &rule, earlier, 3, &out) == OK);
	EXPECT(year->total_hidden && year->total == 46);
	/* With one quarter alone known, ten and more are left. */
	year = report_of(t, "2023-04-01", "2024-03-31", 0);
	EXPECT(report_protect(r, year, &rule, earlier, 1, &out) == OK);
	EXPECT(!year->total_hidden);
}
