#include "features/statistics/statistics_town_test.h"

#include <jansson.h>


/*
 * Two real years: the registers of R4 and R5 go in as files, and the published
 * tables come out. Only where the registers lie beside the project.
 */

static json_t *
expected(struct town *t, const char *path)
{
	size_t n;
	const char *bytes = file_bytes(t->mem, path, &n);
	json_t *all = bytes ? json_loadb(bytes, n, 0, NULL) : NULL;

	EXPECT(all);
	return all;
}

/* Every label of the published table, and no other row with a number. */
static void
compare(const struct report *report, const char *table, json_t *published)
{
	const char *label;
	json_t *number;
	size_t rows = 0;

	json_object_foreach(published, label, number) {
		EXPECT(cell_in(report, table, label) ==
		    json_integer_value(number));
		rows++;
	}
	EXPECT(rows == table_in(report, table)->nrows);
}

static void
compare_year(const struct report *report, json_t *all)
{
	const char *key;
	json_t *value;

	json_object_foreach(all, key, value) {
		if (json_is_object(value) &&
		    strcmp(key, "topic_restated_as_r6") != 0)
			compare(report, key, value);
	}
	EXPECT(report->persons ==
	    json_integer_value(json_object_get(all, "persons")));
	EXPECT(report->total ==
	    json_integer_value(json_object_get(all, "total")));
	EXPECT(strcmp(report->period,
	    json_string_value(json_object_get(all, "label"))) == 0);
}

TEST(the_published_tables_come_out_of_the_registers)
{
	json_t *r4, *r5;

	if (!town_two_years(t))
		return;
	r4 = expected(t, YEARS "r4/expected.json");
	r5 = expected(t, YEARS "r5/expected.json");
	compare_year(report_of(t, "2022-04-01", "2023-03-31", 0), r4);
	compare_year(report_of(t, "2023-04-01", "2024-03-31", 0), r5);
	compare(report_of(t, "2023-04-01", "2024-03-31", 2024), "topic",
	    json_object_get(r5, "topic_restated_as_r6"));
	json_decref(r4);
	json_decref(r5);
}

/* The real years at each threshold: proved inside, or the call fails. */
TEST(the_published_tables_keep_their_small_numbers)
{
	static const int64_t thresholds[] = { 3, 5, 10 };
	struct request *r;

	if (!town_two_years(t))
		return;
	r = town_request(t);
	for (size_t i = 0; i < 2 * COUNT(thresholds); i++) {
		const struct report_rule rule = { thresholds[i / 2], i % 2 };
		struct report *r4 = report_of(t, "2022-04-01", "2023-03-31", 0);
		struct report *r5 = report_of(t, "2023-04-01", "2024-03-31", 0);
		const struct report *earlier[] = { r4, r5 };
		struct report *r5_as_r6 = report_of(t, "2023-04-01",
		    "2024-03-31", 2024);
		struct report_public out;

		EXPECT(report_protect(r, r4, &rule, NULL, 0, &out) == OK);
		EXPECT(out.loss.small > 0 && out.loss.second > 0);
		EXPECT(report_protect(r, r5, &rule, earlier, 1, &out) == OK);
		EXPECT(report_protect(r, r5_as_r6, &rule, earlier, 2,
		    &out) == OK);
	}
}
