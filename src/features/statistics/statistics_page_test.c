#include "features/statistics/statistics_town_test.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xlsx.h"
#include "features/statistics/statistics.h"
#include "features/statistics/statistics_members.h"
#include "features/statistics/statistics_page.h"

/* Page, files and API say the same, and every number opens its records. */

#define R5 "from=2023-04-01&to=2024-03-31"

/* A year with something of everything: gaps, unknowns, merged classes. */
static void
mixed_year(struct town *t)
{
	const char *hana = known_child(t, "k1", "2020-04-02", "青森市", "有");
	const char *taro = known_child(t, "k2", "", "八戸市", "無");
	const char *jiro = known_child(t, "k3", "2010-01-01", "", "");

	known_child(t, "k4", "2010-01-01", "弘前市", "有");
	MET(t, "2023-04-01", hana, "訪問", "医療機関", "新規児童受入；就園・就学");
	MET(t, "2023-05-02", hana, "訪問", "医療機関", "新規児童受入；その他");
	MET(t, "2023-05-03", taro, "電話", "", "就園・就学");
	MET(t, "2023-06-03", jiro, "オンライン", "市町村", "");
	MET(t, "2024-03-31", NULL, "", "市町村", "その他");
	MET(t, "2024-04-01", taro, "訪問", "市町村", "その他");
	advised(t, "2023-07-01", "下北", "");
	advised(t, "2023-07-02", "青森", "");
	advised(t, "2023-07-03", "", "");
}

/* In the page the ampersands of the address are escaped. */
static const char *
link_of(struct town *t, const char *query, const char *table,
    const char *code, const char *restated)
{
	struct buffer b = buffer_new(t->mem);

	buffer_fmt(&b, "/statistics/records?%s&table=%s&code=%s%s", query,
	    table, code, restated);
	return b.s;
}

static const char *
escaped(struct town *t, const char *s)
{
	struct buffer b = buffer_new(t->mem);

	buffer_html(&b, s);
	return b.s;
}

static size_t
times_in(const char *where, const char *what)
{
	size_t n = 0;

	for (const char *s = strstr(where, what); s;
	    s = strstr(s + strlen(what), what))
		n++;
	return n;
}

static const char *
unit_of(const char *table)
{
	const struct measure *m = measure_find(table);

	if (!m)
		return strcmp(table, "persons") == 0 ? "人" : "回";
	return m->subject == SUBJECT_CHILD ? "人" :
	    m->subject == SUBJECT_CONTACT ? "回" : "件";
}

/* Opens the list behind one line: as many rows as the number says. */
static void
open_line(struct town *t, const struct report_line *line,
    const char *restated)
{
	const struct measure *m = measure_find(line->table);
	bool answers = line->sum && m && m->kind == REPORT_MULTI;

	get(t, link_of(t, R5, line->table, line->code, restated));
	EXPECT_STATUS(t, 200);
	if (answers)
		return;
	EXPECT_SEES(t, arena_fmt(t->mem, ">%lld%s</p>",
	    (long long)line->count, unit_of(line->table)));
	EXPECT(times_in(t->body, "<th scope=\"row\">") ==
	    (size_t)line->count);
}

static void
open_every_line(struct town *t, int restated, const char *query)
{
	const struct report *report = report_of(t, "2023-04-01",
	    "2024-03-31", restated);
	struct report_lines lines = report_lines_of(t->mem, report);

	EXPECT(lines.n > 60);
	for (size_t i = 0; i < lines.n; i++)
		open_line(t, &lines.at[i], query);
}

TEST(every_number_opens_exactly_its_records)
{
	mixed_year(t);
	open_every_line(t, 0, "");
	open_every_line(t, 2024, "&restated=2024");
}

TEST(a_sum_of_several_answers_opens_the_contacts_that_gave_them)
{
	mixed_year(t);
	get(t, link_of(t, R5, "topic", "all", ""));
	EXPECT_SEES(t, ">4回</p>");
	EXPECT_SEES(t, "回答は6件、対応は4回です。");
	get(t, link_of(t, R5, "topic", "all", "&restated=2024"));
	EXPECT_SEES(t, "回答は5件、対応は4回です。");
	get(t, link_of(t, R5, "topic", "gap", ""));
	EXPECT_SEES(t, ">1回</p>");
}

TEST(records_are_shown_fifty_at_a_time)
{
	for (int i = 0; i < 60; i++)
		MET(t, "2023-05-01", NULL, "訪問");
	get(t, link_of(t, R5, "method", "visit", ""));
	EXPECT(times_in(t->body, "<th scope=\"row\">") == 50);
	EXPECT_SEES(t, "60回のうち1～50回め");
	get(t, link_of(t, R5, "method", "visit", "&page=2"));
	EXPECT(times_in(t->body, "<th scope=\"row\">") == 10);
	get(t, link_of(t, R5, "method", "visit", "&page=99999999999999999999"));
	EXPECT_STATUS(t, 200);
	get(t, link_of(t, R5, "method", "visit", "&page=9"));
	EXPECT(times_in(t->body, "<th scope=\"row\">") == 10);
}

/* Every contact the page links to, once in all pages. */
static size_t
links_in(struct town *t, struct tally *met)
{
	static const char link[] = "<a href=\"/contacts/";
	size_t n = 0;

	for (const char *s = strstr(t->body, link); s; s = strstr(s, link)) {
		bool fresh;

		s += strlen(link);
		if (strncmp(s, "new", 3) == 0)
			continue;
		tally_enter(met, arena_bytes(t->mem, s, strcspn(s, "\"")),
		    &fresh);
		EXPECT(fresh);
		n++;
	}
	return n;
}

TEST(the_pages_of_a_number_hold_each_record_once)
{
	struct tally all = tally_new(t->mem);

	for (int i = 0; i < 240; i++)
		MET(t, arena_fmt(t->mem, "2023-05-%02d", 1 + i * 7 % 11), NULL,
		    i % 2 ? "訪問" : "電話");
	for (int page = 1; page <= 3; page++) {
		get(t, link_of(t, R5, "method", "visit", arena_fmt(t->mem,
		    "&page=%d", page)));
		EXPECT_SEES(t, "120回のうち");
		EXPECT(links_in(t, &all) == (page < 3 ? 50 : 20));
	}
	EXPECT(all.n == 120);
	EXPECT(town_number(t, "SELECT count(*) FROM contact WHERE method ="
	    " 'visit'") == 120);
}

TEST(rows_lead_to_the_child_and_the_contact)
{
	const char *hana = known_child(t, "k1", "2020-04-02", "青森市", "有");

	MET(t, "2023-05-01", hana, "訪問");
	get(t, link_of(t, R5, "persons", "all", ""));
	EXPECT_SEES(t, arena_fmt(t->mem, "href=\"/children/%s\"", hana));
	EXPECT_SEES(t, "R5.5.1（3歳）");
	get(t, link_of(t, R5, "total", "all", ""));
	EXPECT_SEES(t, "href=\"/contacts/");
	EXPECT_SEES(t, "見本 花");
}

TEST(who_may_only_read_statistics_opens_no_child)
{
	static const struct person clerk = { .login = "clerk",
	    .rights = SIGNED_IN | STATISTICS_READ };
	struct request *r = town_request(t);
	struct report report;
	struct pair query[] = { { "from", "2023-04-01" },
	    { "to", "2024-03-31" }, { "table", "age" }, { "code", "all" } };

	mixed_year(t);
	r->who = &clerk;
	r->query = (struct pairs){ query, COUNT(query) };
	EXPECT(statistics_records_get(r) == DENIED);
	EXPECT(statistics_report(r, "2023-04-01", "2024-03-31", 0,
	    &report) == OK);
	EXPECT(!records_url(r, &report, "age", "all"));
	EXPECT(!records_url(r, &report, "persons", "all"));
	EXPECT(records_url(r, &report, "method", "visit"));
	query[2].value = "method";
	r->answer.body = buffer_new(r->mem);
	EXPECT(statistics_records_get(r) == OK);
	EXPECT(!strstr(r->answer.body.s, "見本 花"));
	EXPECT(!strstr(r->answer.body.s, "/contacts/"));
}

TEST(clerk_who_reads_no_care_opens_no_list_of_those_who_need_it)
{
	static const char care[] = "&amp;table=care&amp;code=yes\"";

	mixed_year(t);
	get(t, "/statistics?" R5);
	EXPECT_SEES(t, care);
	sign_in(t, "jiro_clerk");
	get(t, "/statistics?" R5);
	EXPECT_NOT_SEES(t, care);
	get(t, "/statistics/records?" R5 "&table=care&code=yes");
	EXPECT_STATUS(t, 403);
	get(t, "/statistics/records?" R5 "&table=age&code=all");
	EXPECT_STATUS(t, 200);
}

TEST(page_csv_sheet_and_api_say_the_same)
{
	struct report_lines lines;
	struct table sheet;
	const char *page, *csv, *why;
	size_t row = 1;

	mixed_year(t);
	lines = report_lines_of(t->mem, report_of(t, "2023-04-01",
	    "2024-03-31", 0));
	get(t, "/statistics?" R5);
	EXPECT_STATUS(t, 200);
	page = arena_text(t->mem, t->body);
	get(t, "/statistics.csv?" R5);
	EXPECT(strncmp(t->type, "text/csv", 8) == 0);
	csv = arena_text(t->mem, t->body);
	EXPECT(strncmp(csv, "\xef\xbb\xbf表,分類コード,分類,数,単位,開始日,終了日\r\n",
	    20) == 0);
	get(t, "/statistics.xlsx?" R5);
	EXPECT(xlsx_read(t->mem, t->body, t->nbody, &sheet, &why) == OK);
	for (size_t i = 0; i < lines.n; i++) {
		const struct report_line *l = &lines.at[i];
		const char *number = arena_fmt(t->mem, "%lld",
		    (long long)l->count);

		EXPECT(strstr(page, arena_fmt(t->mem, "\"%s\">%s</a>",
		    escaped(t, link_of(t, R5, l->table, l->code, "")),
		    number)));
		EXPECT(strstr(csv, arena_fmt(t->mem,
		    "%s,%s,%s,%s,%s,2023-04-01,2024-03-31\r\n", l->title,
		    l->code, l->label, number, l->unit)));
		while (row < sheet.nrows && (strcmp(table_cell(&sheet, row, 0),
		    l->label) != 0 || !*table_cell(&sheet, row, 1)))
			row++;
		EXPECT(row < sheet.nrows);
		EXPECT(strcmp(table_cell(&sheet, row, 1), number) == 0);
	}
}

TEST(the_api_answers_the_report_itself)
{
	struct buffer b = buffer_new(t->mem);

	mixed_year(t);
	report_json(&b, report_of(t, "2023-04-01", "2024-03-31", 2024));
	api(t, "GET", "/api/v1/statistics?" R5 "&restated=2024", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->body, b.s) == 0);
	get(t, "/statistics.json?" R5 "&restated=2024");
	EXPECT(strncmp(t->body, b.s, b.len) == 0);
}

TEST(the_json_keeps_its_order_of_keys)
{
	static const char *const keys[] = { "{\"from\":\"2023-04-01\",",
	    "\"to\":\"2024-03-31\",", "\"persons\":3,", "\"total\":5,",
	    "\"age\":{", "\"area\":{\"青森\":1,", "\"method\":{",
	    "\"requester\":{", "\"topic\":{", "\"linked\":{", "\"care\":{",
	    "\"advisor_area\":{\"青森\":1,", "\"advisor_kind\":{",
	    "\"gaps\":{\"age\":0,\"area\":0,\"method\":1,",
	    "\"requester\":1,\"care\":", "}}" };
	struct buffer b = buffer_new(t->mem);
	const char *at;

	mixed_year(t);
	report_json(&b, report_of(t, "2023-04-01", "2024-03-31", 0));
	at = b.s;
	for (size_t i = 0; i < COUNT(keys); i++) {
		at = strstr(at, keys[i]);
		EXPECT(at);
	}
	EXPECT(strcmp(at, "}}") == 0);
}

TEST(the_text_is_aligned_and_prints_sums_and_gaps)
{
	struct buffer b = buffer_new(t->mem);
	const char *visit, *phone;

	mixed_year(t);
	report_text(&b, report_of(t, "2023-04-01", "2024-03-31", 2024));
	EXPECT(strstr(b.s, "令和5年度（2023-04-01 から 2024-03-31 まで）"));
	EXPECT(strstr(b.s, "  記入なし"));
	EXPECT(strstr(b.s, "  合計"));
	EXPECT(strstr(b.s, "「新規児童受入」は「就園・就学」"));
	/* 訪問 and オンライン: three letters more take six places. */
	visit = strstr(b.s, "  訪問 ");
	phone = strstr(b.s, "  オンライン ");
	EXPECT(visit && phone);
	EXPECT(strcspn(visit, "0123456789") + 3 ==
	    strcspn(phone, "0123456789"));
}

TEST(years_stand_side_by_side)
{
	const char *hana = known_child(t, "k1", "2020-04-02", "青森市", "有");

	MET(t, "2022-05-01", hana, "訪問", "", "新規児童受入");
	MET(t, "2023-05-01", hana, "訪問", "", "新規児童受入");
	MET(t, "2024-05-01", hana, "訪問", "", "就園・就学");
	get(t, "/statistics?from=R6.4.1&to=R6.12.31&years=3");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<th scope=\"col\">令和4年度</th>"
	    "<th scope=\"col\">令和5年度</th>"
	    "<th scope=\"col\">令和6年度（4〜12月）</th>");
	/* No class then: a dash and no number. */
	EXPECT_SEES(t, "<td>―</td>");
	get(t, "/statistics?year=2024&years=4&restated=２０２４");
	EXPECT_SEES(t, "令和3年度から令和6年度まで");
	EXPECT_SEES(t, "<option value=\"4\" selected>");
	EXPECT_SEES(t, "<option value=\"2024\" selected>");
	get(t, "/statistics.csv?year=2024&years=3");
	EXPECT(times_in(t->body, "\r\n実人数,all,実人数,1,人,") == 3);
	get(t, "/statistics.json?year=2024&years=3");
	EXPECT(times_in(t->body, "\"persons\":1,") == 3);
	get(t, "/statistics.xlsx?year=2024&years=3");
	EXPECT_STATUS(t, 200);
}

TEST(the_current_year_is_shown_first_and_says_it_has_not_ended)
{
	get(t, "/statistics");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "令和8年度");
	EXPECT_SEES(t, "期間はまだ終わっていません");
	get(t, "/statistics?year=2024");
	EXPECT_NOT_SEES(t, "期間はまだ終わっていません");
}

TEST(bad_questions_are_answered_with_the_form_and_its_faults)
{
	static const char *const bad[][2] = {
		{ "/statistics?from=2024-13-01&to=2025-03-31", "#f-from" },
		{ "/statistics?from=2024-04-01&to=2024-03-31", "#f-to" },
		{ "/statistics?from=2024-04-01", "#f-to" },
		{ "/statistics?years=77", "#f-years" },
		{ "/statistics?year=20x4", "#f-from" },
		{ "/statistics.csv?restated=6", "#f-restated" },
		{ "/statistics.xlsx?to=R6.3.31", "#f-from" },
		{ "/statistics/records?" R5 "&table=nothing", "#f-table" },
		{ "/statistics/records?" R5, "#f-table" },
		{ "/statistics/records?" R5 "&table=topic&code=x", "#f-code" },
		{ "/statistics/records?" R5 "&table=total&code=x", "#f-code" },
		{ "/statistics/records?from=x&to=y&table=total", "#f-from" },
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		get(t, bad[i][0]);
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, bad[i][1]);
	}
}

TEST(the_api_names_the_field_that_is_wrong)
{
	static const char *const bad[][2] = {
		{ "/api/v1/statistics", "\"field\":\"from\"" },
		{ "/api/v1/statistics?from=2024-04-01", "\"field\":\"to\"" },
		{ "/api/v1/statistics?from=R6.4.1&to=2025-03-31",
		    "\"field\":\"from\"" },
		{ "/api/v1/statistics?from=2024-04-01&to=2023-04-01",
		    "\"field\":\"to\"" },
		{ "/api/v1/statistics?" R5 "&restated=R6",
		    "\"field\":\"restated\"" },
	};

	for (size_t i = 0; i < COUNT(bad); i++) {
		api(t, "GET", bad[i][0], NULL);
		EXPECT_STATUS(t, 422);
		EXPECT(strcmp(t->type, "application/problem+json; "
		    "charset=utf-8") == 0);
		EXPECT_SEES(t, bad[i][1]);
	}
}

TEST(nobody_reads_statistics_without_signing_in)
{
	sign_in(t, NULL);
	get(t, "/statistics");
	EXPECT_STATUS(t, 303);
	api(t, "GET", "/api/v1/statistics?" R5, NULL);
	EXPECT_STATUS(t, 401);
}
