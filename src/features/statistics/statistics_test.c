#include "features/statistics/statistics_town_test.h"

#include "app/audit.h"
#include "app/deed.h"

/* The counting rules, against small towns counted by hand. */

TEST(a_child_met_twice_is_one_person_and_two_contacts)
{
	const char *hana = known_child(t, "k1", "2022-01-10", "青森市", "有");
	const struct report *report;

	MET(t, "2024-05-01", hana, "訪問", "医療機関");
	MET(t, "2024-06-01", hana, "訪問", "医療機関");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(report->persons == 1 && report->total == 2);
	EXPECT(cell_in(report, "method", "訪問") == 2);
	EXPECT(cell_in(report, "area", "青森") == 1);
	EXPECT(table_in(report, "age")->total == 1);
	EXPECT(table_in(report, "method")->total == 2);
}

TEST(a_contact_about_no_child_counts_as_contact_and_not_as_person)
{
	const struct report *report;

	MET(t, "2024-05-01", NULL, "電話", "市町村");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(report->persons == 0 && report->total == 1);
	EXPECT(cell_in(report, "method", "電話") == 1);
	EXPECT(sum_in(table_in(report, "age")) == 0);
	EXPECT(table_in(report, "age")->gap == 0);
}

/* Four years old on 2 April, met the day before and again after. */
TEST(age_is_that_of_the_first_contact_in_the_period)
{
	const char *hana = known_child(t, "k1", "2020-04-02", "青森市", "有");
	const struct report *report;

	MET(t, "2024-12-01", hana, "訪問");
	MET(t, "2024-04-01", hana, "訪問");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(cell_in(report, "age", "0～3歳") == 1);
	EXPECT(cell_in(report, "age", "4～6歳") == 0);
	report = report_of(t, "2024-04-02", "2025-03-31", 0);
	EXPECT(cell_in(report, "age", "0～3歳") == 0);
	EXPECT(cell_in(report, "age", "4～6歳") == 1);
}

TEST(ages_fall_in_their_bands_to_the_day)
{
	static const char *const born[] = { "2024-05-01", "2020-05-02",
	    "2020-05-01", "2017-05-02", "2017-05-01", "2011-05-02",
	    "2011-05-01", "2008-05-02", "2008-05-01", "2005-05-02",
	    "2005-05-01", "1980-01-01" };
	static const char *const bands[] = { "0～3歳", "4～6歳", "7～12歳",
	    "13～15歳", "16～18歳", "19歳～" };
	const struct report *report;

	for (size_t i = 0; i < COUNT(born); i++)
		MET(t, "2024-05-01", known_child(t, arena_fmt(t->mem, "k%zu",
		    i), born[i], "青森市", "有"), "訪問");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	for (size_t i = 0; i < COUNT(bands); i++)
		EXPECT(cell_in(report, "age", bands[i]) == 2);
	EXPECT(cell_in(report, "age", "不明") == 0);
}

TEST(unknown_or_later_birth_is_an_unknown_age)
{
	const struct report *report;

	MET(t, "2024-05-01", known_child(t, "k1", "", "青森市", "有"), "訪問");
	MET(t, "2024-05-01", known_child(t, "k2", "2024-06-01", "青森市",
	    "有"), "訪問");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(cell_in(report, "age", "不明") == 2);
	EXPECT(sum_in(table_in(report, "age")) == 2);
	EXPECT(table_in(report, "age")->gap == 0);
}

TEST(a_child_from_nowhere_is_an_unknown_area)
{
	const struct report *report;

	MET(t, "2024-05-01", known_child(t, "k1", "2022-01-01", "", "有"),
	    "訪問");
	MET(t, "2024-05-01", known_child(t, "k2", "2022-01-01", "八戸市",
	    "有"), "訪問");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(cell_in(report, "area", "不明") == 1);
	EXPECT(cell_in(report, "area", "八戸") == 1);
	EXPECT(sum_in(table_in(report, "area")) == 2);
}

TEST(a_year_begins_on_the_first_of_april_and_ends_on_the_last_of_march)
{
	static const char *const days[] = { "2023-03-31", "2023-04-01",
	    "2024-03-31", "2024-04-01" };

	for (size_t i = 0; i < COUNT(days); i++)
		MET(t, days[i], known_child(t, arena_fmt(t->mem, "k%zu", i),
		    "2020-01-01", "青森市", "有"), "訪問");
	EXPECT(report_of(t, "2022-04-01", "2023-03-31", 0)->total == 1);
	EXPECT(report_of(t, "2023-04-01", "2024-03-31", 0)->total == 2);
	EXPECT(report_of(t, "2023-04-01", "2024-03-31", 0)->persons == 2);
	EXPECT(report_of(t, "2024-04-01", "2025-03-31", 0)->total == 1);
	EXPECT(report_of(t, "2024-03-31", "2024-03-31", 0)->total == 1);
}

TEST(a_part_of_a_year_says_so)
{
	const char *hana = known_child(t, "k1", "2022-01-10", "青森市", "有");
	const struct report *report;

	MET(t, "2024-12-31", hana, "訪問");
	MET(t, "2025-01-01", hana, "訪問");
	report = report_of(t, "2024-04-01", "2024-12-31", 0);
	EXPECT(report->total == 1);
	EXPECT(strcmp(report->period, "令和6年度（4〜12月）") == 0);
	report = report_of(t, "2025-01-01", "2025-01-31", 0);
	EXPECT(strcmp(report->period, "令和6年度（1月）") == 0);
	report = report_of(t, "2024-04-10", "2025-02-03", 0);
	EXPECT(strcmp(report->period, "令和6年度（4月10日〜2月3日）") == 0);
	report = report_of(t, "2022-04-01", "2025-03-31", 0);
	EXPECT(strcmp(report->period, "令和4年度〜令和6年度") == 0);
	report = report_of(t, "2024-01-01", "2024-12-31", 0);
	EXPECT(strcmp(report->period, "R6.1.1〜R6.12.31") == 0);
}

/* A municipality moves to another region in the middle of the year. */
static void
move(struct town *t, const char *place, const char *region, const char *day)
{
	static const struct query q = { "test.move",
	    "INSERT INTO municipality_region"
	    " (municipality, scheme, valid_from, region)"
	    " SELECT municipality, scheme, $3, $2 FROM municipality_region"
	    " WHERE municipality = $1 GROUP BY municipality, scheme" };
	struct request *r = town_request(t);

	deed_begin(r);
	(void)db_exec(r->db, &q, ARGS(v_text(place), v_text(region),
	    v_text(day)));
	deed_changed(r, "codes");
	audit_note_plain(r, "move", "municipality", place, "region");
	EXPECT(deed_commit(r, "/") == OK);
}

TEST(area_is_the_region_on_the_day_of_the_first_contact)
{
	const char *hana = known_child(t, "k1", "2022-01-10", "八戸市", "有");
	const char *taro = known_child(t, "k2", "2022-01-10", "八戸市", "有");
	const char *region = known_child(t, "k3", "2022-01-10", "青森市", "有");
	const struct report *report;

	(void)region;
	move(t, "02203", "aomori", "2024-10-01");
	MET(t, "2024-09-30", hana, "訪問");
	MET(t, "2024-10-01", hana, "訪問");
	MET(t, "2024-10-01", taro, "訪問");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(cell_in(report, "area", "八戸") == 1);
	EXPECT(cell_in(report, "area", "青森") == 1);
	report = report_of(t, "2024-10-01", "2025-03-31", 0);
	EXPECT(cell_in(report, "area", "八戸") == 0);
	EXPECT(cell_in(report, "area", "青森") == 2);
}

TEST(a_contact_counts_once_in_each_of_its_topics)
{
	const struct report *report;
	const struct report_table *topic;

	MET(t, "2023-05-01", NULL, "訪問", "", "新規児童受入；就園・就学；その他");
	MET(t, "2023-05-02", NULL, "訪問", "", "就園・就学");
	MET(t, "2023-05-03", NULL, "訪問", "", "");
	report = report_of(t, "2023-04-01", "2024-03-31", 0);
	topic = table_in(report, "topic");
	EXPECT(cell_in(report, "topic", "新規児童受入") == 1);
	EXPECT(cell_in(report, "topic", "就園・就学") == 2);
	EXPECT(cell_in(report, "topic", "その他") == 1);
	EXPECT(topic->total == 4 && topic->subjects == 3 && topic->gap == 1);
	EXPECT(!topic->footnote);
}

TEST(two_classes_that_became_one_count_once_when_restated)
{
	const struct report *report;
	const struct report_table *topic;

	MET(t, "2023-05-01", NULL, "訪問", "", "新規児童受入；就園・就学");
	MET(t, "2023-05-02", NULL, "訪問", "", "新規児童受入");
	MET(t, "2023-05-03", NULL, "訪問", "", "就園・就学；その他");
	report = report_of(t, "2023-04-01", "2024-03-31", 2024);
	topic = table_in(report, "topic");
	EXPECT(cell_in(report, "topic", "就園・就学") == 3);
	EXPECT(cell_in(report, "topic", "その他") == 1);
	EXPECT(cell_in(report, "topic", "新規児童受入") == -1);
	EXPECT(topic->total == 4);
	EXPECT(topic->footnote && strstr(topic->footnote,
	    "「新規児童受入」は「就園・就学」"));
	EXPECT(!table_in(report, "method")->footnote);
	/* The records still say what they said. */
	report = report_of(t, "2023-04-01", "2024-03-31", 0);
	EXPECT(cell_in(report, "topic", "新規児童受入") == 2);
}

TEST(a_table_prints_the_classes_of_its_own_year)
{
	const struct report *r5 = report_of(t, "2023-04-01", "2024-03-31", 0);
	const struct report *r6 = report_of(t, "2024-04-01", "2025-03-31", 0);

	EXPECT(cell_in(r5, "topic", "新規児童受入") == 0);
	EXPECT(cell_in(r6, "topic", "新規児童受入") == -1);
	EXPECT(cell_in(r6, "topic", "就園・就学") == 0);
	EXPECT(table_in(r6, "linked")->nrows == 14);
}

TEST(a_period_over_two_versions_never_prints_one_label_twice)
{
	const struct report *report = report_of(t, "2022-04-01", "2025-03-31",
	    0);

	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *table = &report->tables[i];

		for (size_t k = 0; k < table->nrows; k++) {
			for (size_t j = 0; j < k; j++)
				EXPECT(strcmp(table->rows[j].label,
				    table->rows[k].label) != 0);
		}
	}
}

TEST(what_nobody_wrote_down_is_the_gap_of_a_single_answer_table)
{
	const struct report *report;

	MET(t, "2024-05-01", NULL, "訪問", "市町村");
	MET(t, "2024-05-02", NULL, "訪問", "");
	MET(t, "2024-05-03", NULL, "", "");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	EXPECT(table_in(report, "requester")->gap == 2);
	EXPECT(table_in(report, "requester")->total == 3);
	EXPECT(table_in(report, "method")->gap == 1);
	EXPECT(cell_in(report, "requester", "不明") == -1);
	EXPECT(cell_in(report, "method", "その他") == 0);
}

TEST(single_answer_tables_add_up_or_print_their_gap)
{
	const char *hana = known_child(t, "k1", "2022-01-10", "青森市", "無");
	const char *taro = known_child(t, "k2", "", "", "");
	const struct report *report;

	MET(t, "2024-05-01", hana, "訪問", "市町村", "その他");
	MET(t, "2024-05-02", taro, "", "その他", "その他");
	MET(t, "2024-05-02", NULL, "来所", "", "");
	advised(t, "2024-05-01", "下北", "");
	advised(t, "2024-05-02", "", "");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *table = &report->tables[i];

		if (table->kind == REPORT_SINGLE)
			EXPECT(sum_in(table) + table->gap == table->total);
		else
			EXPECT(sum_in(table) == table->total);
	}
	EXPECT(cell_in(report, "care", "無") == 1);
	EXPECT(table_in(report, "care")->total == 2);
}

TEST(advisors_are_counted_by_region_and_by_kind)
{
	const struct report *report;
	const struct report_table *kind;

	advised(t, "2024-03-31", "青森", "");
	advised(t, "2024-04-01", "青森", "");
	advised(t, "2024-06-01", "下北", "");
	report = report_of(t, "2024-04-01", "2025-03-31", 0);
	kind = table_in(report, "advisor_kind");
	EXPECT(cell_in(report, "advisor_area", "青森") == 1);
	EXPECT(cell_in(report, "advisor_area", "下北") == 1);
	EXPECT(cell_in(report, "advisor_area", "津軽") == 0);
	EXPECT(table_in(report, "advisor_area")->total == 2);
	EXPECT(kind->gap == 2 && kind->total == 2 && kind->nrows > 0);
	EXPECT(report->total == 0);
}

TEST(an_empty_year_prints_every_row_with_nothing_in_it)
{
	const struct report *report = report_of(t, "2024-04-01", "2025-03-31",
	    0);

	EXPECT(report->persons == 0 && report->total == 0);
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		EXPECT(report->tables[i].nrows > 1);
		EXPECT(sum_in(&report->tables[i]) == 0);
		EXPECT(report->tables[i].gap == 0);
	}
}

TEST(a_period_that_cannot_be_is_refused_at_its_field)
{
	static const struct {
		const char *from, *to;
		int restated;
		const char *field;
	} bad[] = {
		{ "2024-04-01", "2024-03-31", 0, "to" },
		{ "2024-02-30", "2024-03-31", 0, "from" },
		{ "2024-04-01", "R7.3.31", 0, "to" },
		{ "", "2024-03-31", 0, "from" },
		{ NULL, "2024-03-31", 0, "from" },
		{ "2024-04-01", "2025-03-31", 24, "restated" },
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct request *r = town_request(t);
		struct report report;

		EXPECT(statistics_report(r, bad[i].from, bad[i].to,
		    bad[i].restated, &report) == INVALID);
		EXPECT(r->nfaults == 1);
		EXPECT(strcmp(r->faults[0].field, bad[i].field) == 0);
	}
}
