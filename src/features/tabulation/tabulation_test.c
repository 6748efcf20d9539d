#include "features/statistics/statistics_town_test.h"

/* Small towns counted by hand, and the year's own tables told again. */

static void
small_year(struct town *t)
{
	const char *hana = known_child(t, "k1", "2022-01-10", "青森市", "有");
	const char *taro = known_child(t, "k2", "2012-01-10", "八戸市", "有");

	MET(t, "2025-03-01", hana, "訪問", "医療機関");
	MET(t, "2025-05-01", hana, "訪問", "医療機関");
	MET(t, "2025-06-01", hana, "電話", "医療機関");
	MET(t, "2025-06-02", taro, "訪問", "市町村");
	MET(t, "2025-06-03", NULL, "電話", "市町村");
}

static void
csv_of(struct town *t, const char *query)
{
	get(t, arena_fmt(t->mem, "/tabulations/table.csv?from=2025-04-01"
	    "&to=2026-03-31&%s", query));
	EXPECT_STATUS(t, 200);
}

TEST(tabulation_counts_contacts_by_month_and_method)
{
	small_year(t);
	csv_of(t, "rows=month&columns=method&measure=contacts");
	EXPECT_SEES(t, "月,訪問,オンライン,来所,電話,その他,計\r\n"
	    "4月,0,0,0,0,0,0\r\n5月,1,0,0,0,0,1\r\n6月,1,0,0,2,0,3\r\n");
	EXPECT_SEES(t, "計,2,0,0,2,0,4\r\n");
}

TEST(tabulation_counts_a_child_once_and_names_calls_about_nobody)
{
	small_year(t);
	csv_of(t, "rows=region&columns=no&measure=persons");
	EXPECT_SEES(t, "青森,1\r\n津軽,0\r\n八戸,1\r\n");
	EXPECT_SEES(t, "計,2\r\n");
	EXPECT(!kit_sees(t, "特定しない"));
	csv_of(t, "rows=region&columns=no&measure=contacts");
	EXPECT_SEES(t, "子どもを特定しない相談,1\r\n計,4\r\n");
}

TEST(tabulation_knows_the_new_from_the_known)
{
	small_year(t);
	csv_of(t, "rows=quarter&columns=novelty&measure=persons");
	EXPECT_SEES(t, "四半期,新規,継続,計\r\n第1四半期（4～6月）,1,1,2\r\n");
}

TEST(tabulation_keeps_to_its_filters)
{
	small_year(t);
	csv_of(t, "rows=month&columns=no&measure=contacts&method=phone"
	    "&region=aomori");
	EXPECT_SEES(t, "6月,1\r\n");
	EXPECT_SEES(t, "計,1\r\n");
	get(t, "/tabulations/new?rows=month&method=nothing");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "この期間の表にない区分です。");
}

TEST(tabulation_by_age_is_the_table_of_the_year)
{
	const struct report *report;

	small_year(t);
	report = report_of(t, "2025-04-01", "2026-03-31", 0);
	csv_of(t, "rows=age&columns=no&measure=persons");
	for (size_t i = 0; i < table_in(report, "age")->nrows; i++) {
		const struct report_row *row = &table_in(report, "age")->rows[i];

		EXPECT_SEES(t, arena_fmt(t->mem, "%s,%lld\r\n", row->label,
		    (long long)row->count));
	}
}

TEST(tabulation_cell_opens_as_many_records_as_it_counted)
{
	small_year(t);
	get(t, "/tabulations/new?rows=month&columns=method&from=2025-04-01"
	    "&to=2026-03-31");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "&amp;row=06&amp;column=phone\">2</a>");
	get(t, "/tabulations/records?rows=month&columns=method"
	    "&from=2025-04-01&to=2026-03-31&row=06&column=phone");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "月 × 対応方法（延回数）：6月・電話");
	EXPECT_SEES(t, ">2回</p>");
	EXPECT_SEES(t, "R7.6.3");
	EXPECT_SEES(t, "R7.6.1");
	get(t, "/tabulations/records?rows=region&columns=no&measure=persons"
	    "&from=2025-04-01&to=2026-03-31&row=hachinohe");
	EXPECT_SEES(t, ">1人</p>");
	EXPECT_SEES(t, "R7.6.2（13歳）");
	get(t, "/tabulations/records?rows=region&columns=no&row=mars");
	EXPECT_STATUS(t, 404);
}

TEST(tabulation_is_saved_under_a_name_and_goes_with_the_year)
{
	const char *id;

	post(t, "/tabulations?rows=month&columns=requester&measure=contacts",
	    "title", "理事会の表" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/tabulations");
	EXPECT_SEES(t, "理事会の表");
	id = strstr(t->body, "/tabulations/0");
	EXPECT(id != NULL);
	id = arena_bytes(t->mem, id, strlen("/tabulations/") + 36);
	set_today(t, "2027-04-01");
	get(t, id);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "令和9年度");
	post(t, arena_fmt(t->mem, "%s/closing", id), NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/closing", id), NULL);
	EXPECT_STATUS(t, 409);
	get(t, "/tabulations");
	EXPECT(!kit_sees(t, "理事会の表"));
}

TEST(tabulation_of_what_there_is_not_is_refused_with_its_form)
{
	get(t, "/tabulations/new?rows=weather");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "一覧にある項目から選んでください。");
	get(t, "/tabulations/new?rows=month&measure=money");
	EXPECT_STATUS(t, 422);
	get(t, "/tabulations/new?rows=month&from=2026-02-30&to=2026-03-31");
	EXPECT_STATUS(t, 422);
	post(t, "/tabulations?rows=month", "title", "", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "入力してください");
}

TEST(tabulation_as_a_workbook_and_on_a_page_says_the_same)
{
	small_year(t);
	get(t, "/tabulations/table.xlsx?rows=care&columns=region"
	    "&measure=persons");
	EXPECT_STATUS(t, 200);
	EXPECT(t->nbody > 1000 && memcmp(t->body, "PK", 2) == 0);
	get(t, "/tabulations/new?rows=care&columns=no&measure=persons");
	EXPECT_SEES(t, "医療的ケアの内容は、いまの記録によります。");
}

TEST(yearly_form_is_prefilled_and_keeps_what_was_put_right)
{
	small_year(t);
	get(t, "/tabulations/forms/national?year=2025");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "name=\"a_contacts\" maxlength=\"200\" value=\"4\"");
	EXPECT_SEES(t, "name=\"a_new\" maxlength=\"200\" value=\"1\"");
	post(t, "/tabulations/forms/national?year=2025", "a_contacts", "5",
	    "a_new", "1", "a_operator", "委託" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM yearly_answer") == 2);
	get(t, "/tabulations/forms/national?year=2025");
	EXPECT_SEES(t, "集計と違います");
	post(t, "/tabulations/forms/national?year=2025", "a_contacts", "6",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM yearly_answer WHERE"
	    " answer = '6'") == 1);
	get(t, "/tabulations/forms/national/form.csv?year=2025");
	EXPECT_SEES(t, "相談支援の延件数,6,回,4\r\n");
	get(t, "/tabulations/forms/national?year=2024");
	EXPECT_SEES(t, "name=\"a_contacts\" maxlength=\"200\" value=\"1\"");
	get(t, "/tabulations/forms/none");
	EXPECT_STATUS(t, 404);
}
