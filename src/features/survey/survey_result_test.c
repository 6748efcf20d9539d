#include "features/survey/survey_result.h"

#include <string.h>

#include "app/deed.h"
#include "base/csv.h"
#include "base/xlsx.h"
#include "features/concern/concern.h"
#include "features/directory/directory.h"
#include "features/survey/survey_town_test.h"
#include "tests/kit_rows.h"

/* Three facilities of two regions answered, one of them twice; one did not.
 * What is counted is what they last said. */

static void
put_service(struct town *t, const char *name, const char *town)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_OPEN, "2025-04-01", "公開情報" };
	struct place p = { .name = name, .kana = name, .municipality = town,
		.visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

static void
ask_for(struct town *t, const char *survey, const char *code,
    const char *kind, const char *choices, const char *when)
{
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", survey), "code",
	    code, "kind", kind, "asks", arena_fmt(t->mem, "問い%s", code),
	    "choices", choices, "when_code", when, "when_value", *when ?
	    "yes" : "", NULL);
	EXPECT_STATUS(t, 303);
}

static void
open_it(struct town *t, const char *id)
{
	post(t, arena_fmt(t->mem, "/surveys/%s/recipients", id),
	    "service_kind", "short_stay", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/surveys/%s/state", id), "version", "1",
	    "state", "open", NULL);
	EXPECT_STATUS(t, 303);
}

static void
answer(struct town *t, const char *survey, const char *name,
    const char *takes, const char *care, const char *beds, const char *wish)
{
	const char *who = town_text(t, arena_fmt(t->mem, "SELECT id FROM"
	    " survey_recipient WHERE survey = '%s' AND name = '%s'", survey,
	    name));
	const char *at = arena_fmt(t->mem, "/survey-recipients/%s/answers",
	    who);

	post(t, at, "a-takes", takes, "a-care", care, "a-beds", beds,
	    "a-wish", wish, "channel", "paper", "as_is", "1", NULL);
	EXPECT_STATUS(t, 303);
}

static const char *
answered(struct town *t)
{
	const char *id;

	put_service(t, "第一", "02203");
	put_service(t, "第二", "02203");
	put_service(t, "第三", "02201");
	put_service(t, "第四", "02201");
	post(t, "/surveys", "title", "受入調査" CANARY, "base_on", "R8.4.1",
	    "intro", "夜の受け入れを知るため。", NULL);
	EXPECT_STATUS(t, 303);
	id = town_text(t, "SELECT id FROM survey");
	ask_for(t, id, "takes", "single", "yes=受ける\nno=受けない", "");
	ask_for(t, id, "care", "multiple", "a=吸引\nb=経管栄養", "takes");
	ask_for(t, id, "beds", "number", "", "");
	ask_for(t, id, "wish", "text", "", "");
	open_it(t, id);
	answer(t, id, "第一", "no", "", "3", "");
	answer(t, id, "第一", "yes", "a", "4", "夜の看護師がいない" CANARY);
	answer(t, id, "第二", "yes", "b", "9", "");
	answer(t, id, "第三", "no", "", "", "=1+1");
	return id;
}

static void
look(struct town *t, const char *survey, const char *rest)
{
	get(t, arena_fmt(t->mem, "/surveys/%s/%s", survey, rest));
	EXPECT_STATUS(t, 200);
}

TEST(results_count_the_last_answer_of_each_and_who_was_asked_at_all)
{
	const char *id = answered(t);

	look(t, id, "results");
	EXPECT_SEES(t, "4か所に頼み、3か所から");
	EXPECT_SEES(t, "75.0%");
	EXPECT_SEES(t, arena_fmt(t->mem, "受ける</th><td><a href=\"/surveys/%s"
	    "/answers?a=takes&amp;ac=0\">2</a></td><td>66.7%%</td>", id));
	/* 吸引: one of the two that were asked. */
	EXPECT_SEES(t, ">1</a></td><td>50.0%</td>");
	EXPECT_SEES(t, "合計</th><td>13</td>");
	EXPECT_SEES(t, "中央値</th><td>6.5</td>");
	EXPECT_SEES(t, "最大</th><td>9</td>");
	EXPECT_SEES(t, "<svg");
	EXPECT_NOT_SEES(t, "夜の看護師");
}

TEST(each_number_of_the_results_opens_the_answers_behind_it)
{
	const char *id = answered(t);

	look(t, id, "answers?a=takes&ac=0");
	EXPECT_SEES(t, "2か所");
	EXPECT_SEES(t, "第一");
	EXPECT_SEES(t, "第二");
	EXPECT_NOT_SEES(t, "第三");
	look(t, id, "answers?a=takes&ac=0&b=@region&bc=0");
	EXPECT_NOT_SEES(t, "第三");
	look(t, id, "answers?a=beds&ac=65");
	EXPECT_SEES(t, "2か所");
	get(t, arena_fmt(t->mem, "/surveys/%s/answers?a=takes&ac=9", id));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/surveys/%s/answers?a=nothing&ac=0", id));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/surveys/%s/answers", id));
	EXPECT_STATUS(t, 404);
}

TEST(results_are_divided_by_region_and_by_kind)
{
	const char *id = answered(t);

	look(t, id, "results?by=@region");
	EXPECT_SEES(t, ">2（100%）</a>");
	EXPECT_SEES(t, "<th scope=\"col\">八戸</th>");
	look(t, id, "results?by=@kind");
	EXPECT_SEES(t, ">2（67%）</a>");
	EXPECT_SEES(t, "<th scope=\"col\">計</th>");
}

TEST(cross_table_of_two_questions_counts_each_pair)
{
	const char *id = answered(t);

	look(t, id, "cross");
	EXPECT_SEES(t, "たてとよこを選んで");
	look(t, id, "cross?rows=takes&columns=wish");
	EXPECT_SEES(t, arena_fmt(t->mem, "answers?a=takes&amp;ac=1&amp;b=wish"
	    "&amp;bc=0\">1（50%%）</a>"));
	EXPECT_SEES(t, "<svg");
	look(t, id, "cross?rows=beds&columns=@kind");
	EXPECT_SEES(t, "中央値");
	get(t, arena_fmt(t->mem, "/surveys/%s/cross?rows=takes&columns=takes",
	    id));
	EXPECT_STATUS(t, 422);
	get(t, arena_fmt(t->mem, "/surveys/%s/cross?rows=none&columns=takes",
	    id));
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "この設問はありません。");
}

TEST(results_stand_beside_the_wave_before_with_what_was_changed)
{
	const char *id = answered(t), *copy, *q;

	post(t, arena_fmt(t->mem, "/surveys/%s/copies", id), NULL);
	EXPECT_STATUS(t, 303);
	copy = arena_bytes(t->mem, t->location + strlen("/surveys/"), 36);
	q = town_text(t, arena_fmt(t->mem, "SELECT id FROM survey_question WHERE"
	    " survey = '%s' AND code = 'takes'", copy));
	post(t, arena_fmt(t->mem, "/survey-questions/%s", q), "version", "1",
	    "code", "takes", "kind", "single", "asks", "夜も受けますか",
	    "choices", "yes=受ける\nsome=条件がある\nno=受けない", NULL);
	EXPECT_STATUS(t, 303);
	open_it(t, copy);
	answer(t, copy, "第一", "some", "", "6", "");
	look(t, copy, "results");
	EXPECT_SEES(t, "受入調査");
	EXPECT_SEES(t, "条件がある</th><td><a href");
	EXPECT_SEES(t, "<td>―</td><td>―</td>");
	EXPECT_SEES(t, "設問の文が違います：「問いtakes」");
	EXPECT_SEES(t, "選択肢が違います。");
	EXPECT_SEES(t, "合計</th><td>6</td><td>13</td>");
}

TEST(sheet_has_one_row_an_organisation_under_codes_and_words)
{
	const char *id = answered(t), *why;
	struct table table;
	size_t line;

	look(t, id, "answers.csv");
	EXPECT(csv_read(t->mem, t->body, t->nbody, &table, &why, &line) == OK);
	EXPECT(table.nrows == 4);
	EXPECT_SEES(t, "takes 問いtakes");
	EXPECT_SEES(t, "夜の看護師がいない");
	EXPECT_SEES(t, "'=1+1");
	look(t, id, "answers.xlsx");
	EXPECT(xlsx_read(t->mem, t->body, t->nbody, &table, &why) == OK);
	EXPECT(table.nrows == 4);
}

static const char *
written(struct town *t)
{
	return town_text(t, "SELECT a.id FROM survey_answer a JOIN survey_reply p"
	    " ON p.id = a.reply WHERE a.text IS NOT NULL AND p.number = 2");
}

TEST(what_was_written_is_read_once_and_stays_read)
{
	const char *id = answered(t), *a = written(t);
	const char *read = arena_fmt(t->mem, "/survey-answers/%s/read", a);

	look(t, id, "texts");
	EXPECT_SEES(t, "夜の看護師がいない");
	EXPECT_SEES(t, "2件");
	post(t, read, NULL);
	EXPECT_STATUS(t, 303);
	look(t, id, "texts?question=wish&unread=1");
	EXPECT_NOT_SEES(t, "夜の看護師がいない");
	EXPECT_SEES(t, "=1+1");
	post(t, read, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_text_read") == 1);
}

TEST(what_was_written_becomes_one_card_that_leads_back)
{
	const char *id = answered(t), *a = written(t);
	const char *card = arena_fmt(t->mem, "/survey-answers/%s/card", a);

	get(t, arena_fmt(t->mem, "/survey-answers/%s", a));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "夜の看護師がいない");
	post(t, card, "says", "", NULL);
	EXPECT_STATUS(t, 422);
	post(t, card, "says", "夜の看護師が足りない", NULL);
	EXPECT_STATUS(t, 303);
	post(t, card, "says", "もう一度", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "もう課題カードになっています");
	EXPECT(town_number(t, "SELECT count(*) FROM concern_card WHERE source"
	    " = 'survey_answer' AND region = 'hachinohe'") == 1);
	get(t, "/concerns?source=survey_answer");
	EXPECT_SEES(t, "夜の看護師が足りない");
	EXPECT_SEES(t, arena_fmt(t->mem, "/survey-answers/%s", a));
	look(t, id, "texts");
	EXPECT_SEES(t, "課題カードになっています");
}

TEST(what_two_people_make_a_card_at_once_becomes_one)
{
	struct request *r;
	const char *a;

	(void)answered(t);
	a = written(t);
	for (int i = 0; i < 2; i++) {
		r = town_request(t);
		deed_begin(r);
		concern_put(r, "survey_answer", a, "夜の看護師", NULL, NULL);
		EXPECT(deed_commit(r, NULL) == (i ? CONFLICT : OK));
	}
	EXPECT(town_number(t, "SELECT count(*) FROM concern_card") == 1);
}

TEST(answer_that_was_corrected_says_so_and_is_counted_no_more)
{
	const char *id = answered(t), *a = written(t);

	answer(t, id, "第一", "no", "", "", "");
	look(t, id, "texts");
	EXPECT_NOT_SEES(t, "夜の看護師がいない");
	get(t, arena_fmt(t->mem, "/survey-answers/%s", a));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "同じ所から回答が直されています。");
}

TEST(results_are_for_the_centre_alone)
{
	static const char *const pages[] = { "results", "cross",
		"answers?a=takes&ac=0", "answers.csv", "answers.xlsx", "texts",
		"report", "report.pdf" };
	const char *id = answered(t), *a = written(t), *home;

	home = town_agency(t, "見本事業所", "consultation");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "umi");
	for (size_t i = 0; i < COUNT(pages); i++) {
		get(t, arena_fmt(t->mem, "/surveys/%s/%s", id, pages[i]));
		EXPECT(t->status == 403 || t->status == 404);
	}
	get(t, arena_fmt(t->mem, "/survey-answers/%s", a));
	EXPECT(t->status == 403 || t->status == 404);
}

TEST(report_says_why_who_and_what_on_the_page_and_on_paper)
{
	const char *id = answered(t);

	look(t, id, "report");
	EXPECT_SEES(t, "夜の受け入れを知るため。");
	EXPECT_SEES(t, "圏域ごとの回答率");
	EXPECT_SEES(t, "75.0%");
	EXPECT_SEES(t, "届き方ごとの回答");
	EXPECT_SEES(t, "■■■■■■■");
	EXPECT_SEES(t, "台帳に入れたこと");
	EXPECT_NOT_SEES(t, "夜の看護師");
	look(t, id, "report.pdf");
	EXPECT(strcmp(t->type, "application/pdf") == 0);
	EXPECT(t->nbody > 2000);
}
