#include <string.h>

#include "base/csv.h"
#include "base/xlsx.h"
#include "features/survey/survey_town_test.h"
#include "tests/kit_rows.h"

/* A form goes out as a file, comes back filled in, is looked at and taken. */

/* The form of the first recipient as it comes back: `beds` for the number,
 * `night` for the choice; columns and lines moved about. */
static const char *
returned(struct town *t, const char *beds, const char *night,
    const char *wish, size_t *n)
{
	const char *const cells[][4] = {
		{ "見本市の調査", "", "", "" },
		{ "回答", "メモ", "設問", "記号" },
		{ wish, "", "", "wish" },
		{ night, "", "", "night" },
		{ beds, "", "", "beds" },
		{ survey_recipient_of(t), "", "", "*form" },
		{ "0178-11-1111", "", "", "phone" },
	};
	struct buffer b = buffer_new(t->mem);

	for (size_t i = 0; i < 7; i++) {
		for (size_t k = 0; k < 4; k++) {
			buffer_add(&b, k ? "," : "");
			csv_cell(&b, cells[i][k]);
		}
		buffer_add(&b, "\r\n");
	}
	*n = b.len;
	return b.s;
}

static void
look(struct town *t, const char *survey, const char *bytes, size_t n)
{
	upload(t, arena_fmt(t->mem, "/surveys/%s/returns/preview", survey),
	    "file", "kaito.csv", bytes, n, NULL);
}

/* Takes what the page that is shown offers. */
static void
take(struct town *t, const char *survey)
{
	const char *s = strstr(t->body, "name=\"job\" value=\"");

	EXPECT(s != NULL);
	s += strlen("name=\"job\" value=\"");
	post(t, arena_fmt(t->mem, "/surveys/%s/returns/takes", survey), "job",
	    arena_bytes(t->mem, s, strcspn(s, "\"")), NULL);
}

#define SENT "SELECT count(*) FROM survey_reply WHERE sent_at IS NOT NULL"

TEST(survey_form_leaves_as_a_workbook_with_what_the_directory_tells)
{
	struct table table;
	const char *why;

	(void)survey_opened(t);
	get(t, arena_fmt(t->mem, "/survey-recipients/%s/form.xlsx",
	    survey_recipient_of(t)));
	EXPECT_STATUS(t, 200);
	EXPECT(xlsx_read(t->mem, t->body, t->nbody, &table, &why) == OK);
	EXPECT(strcmp(table_cell(&table, 0, 0), "記号") == 0);
	EXPECT(strcmp(table_cell(&table, 1, 0), "*form") == 0);
	EXPECT(strcmp(table_cell(&table, 1, 3), survey_recipient_of(t)) == 0);
	EXPECT(strcmp(table_cell(&table, 2, 0), "beds") == 0);
	EXPECT(strcmp(table_cell(&table, 2, 3), "5") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'export' AND record = 'survey_recipient'") == 1);
}

TEST(survey_form_that_comes_back_as_it_left_is_an_answer)
{
	const char *survey = survey_opened(t), *bytes;
	size_t n;

	get(t, arena_fmt(t->mem, "/survey-recipients/%s/form.xlsx",
	    survey_recipient_of(t)));
	n = t->nbody;
	bytes = arena_bytes(t->mem, t->body, n);
	look(t, survey, bytes, n);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空第一");
	EXPECT_SEES(t, "取り込むと「途中まで」になります");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
	take(t, survey);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply"
	    " WHERE sent_at IS NULL AND channel = 'file'") == 1);
}

TEST(survey_form_with_moved_columns_and_lines_is_read_and_taken_once)
{
	const char *survey = survey_opened(t), *bytes, *shown;
	size_t n;

	bytes = returned(t, "７", "受けない", "夜も" CANARY, &n);
	look(t, survey, bytes, n);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "台帳と違う答え 2つ");
	EXPECT(town_number(t, SENT) == 0);
	shown = arena_bytes(t->mem, t->body, t->nbody);
	take(t, survey);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, SENT " AND channel = 'file'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE value IN ('7', 'no')") == 2);
	t->body = shown;
	take(t, survey);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 1);
	get(t, arena_fmt(t->mem, "/survey-recipients/%s",
	    survey_recipient_of(t)));
	EXPECT_SEES(t, "0178-11-1111");
}

TEST(survey_form_that_comes_back_twice_is_a_correction)
{
	const char *survey = survey_opened(t), *bytes;
	size_t n;

	for (int i = 0; i < 2; i++) {
		bytes = returned(t, i ? "9" : "8", "yes", "", &n);
		look(t, survey, bytes, n);
		EXPECT_STATUS(t, 200);
		take(t, survey);
	}
	EXPECT(town_number(t, SENT) == 2);
	EXPECT(town_number(t, "SELECT max(number) FROM survey_reply") == 2);
}

TEST(survey_form_with_a_wrong_cell_is_refused_with_its_address)
{
	const char *survey = survey_opened(t), *bytes;
	struct buffer b = buffer_new(t->mem);
	size_t n;

	for (int i = 0; i < 10001; i++)
		buffer_add(&b, "長");
	bytes = returned(t, "たくさん", "たぶん", b.s, &n);
	look(t, survey, bytes, n);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "<th scope=\"row\">A5</th>");
	EXPECT_SEES(t, "<th scope=\"row\">A4</th>");
	EXPECT_SEES(t, "<th scope=\"row\">A3</th>");
	EXPECT_SEES(t, "10,000文字まで");
	EXPECT_NOT_SEES(t, "name=\"job\"");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
}

TEST(survey_form_of_others_or_of_a_closed_survey_is_refused)
{
	const char *survey = survey_opened(t), *bytes, *other;
	size_t n;

	bytes = returned(t, "7", "yes", "", &n);
	post(t, "/surveys", "title", "別の調査", "base_on", "R8.4.1", NULL);
	other = town_text(t, "SELECT id FROM survey WHERE state = 'draft'");
	look(t, other, bytes, n);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "これは「受入状況調査」の用紙です。");
	upload(t, arena_fmt(t->mem, "/surveys/%s/returns/preview?recipient=%s",
	    survey, other), "file", "a.csv", bytes, n, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "これは「架空第一」の用紙です。");
	look(t, survey, "記号,回答\r\nbeds,3\r\n", strlen("記号,回答\r\nbeds,3\r\n"));
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "用紙の番号");
	look(t, survey, "あ,い\r\n", strlen("あ,い\r\n"));
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/surveys/%s/state", survey), "version", "2",
	    "state", "closed", NULL);
	EXPECT_STATUS(t, 303);
	look(t, survey, bytes, n);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "回答を受け付けていません");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_reply") == 0);
}

TEST(survey_form_keeps_what_was_begun_by_the_link_where_it_says_nothing)
{
	const char *survey = survey_opened(t), *bytes;
	size_t n;

	survey_by_link(t);
	post_raw(t, "/links/survey?part=2", "a-night", "yes", "a-wish",
	    "夜の分", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	bytes = returned(t, "7", "", "", &n);
	look(t, survey, bytes, n);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "途中までの答えがあります。");
	take(t, survey);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, SENT) == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_answer"
	    " WHERE value = 'yes'") == 1);
}
