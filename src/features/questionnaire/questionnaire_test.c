#include "tests/kit_asked.h"

#include "features/questionnaire/questionnaire.h"
#include "tests/kit_rows.h"

TEST(questionnaire_is_made_looked_at_and_handed_out)
{
	struct asked_town a;

	asked_make(&a, t);
	get(t, a.at);
	EXPECT_SEES(t, "配りはじめる");
	EXPECT_SEES(t, "少し分かる");
	get(t, arena_fmt(t->mem, "%s/preview", a.at));
	EXPECT_SEES(t, "見本です");
	EXPECT_SEES(t, "吸引を知っていますか");
	get(t, arena_fmt(t->mem, "%s/poster", a.at));
	EXPECT_STATUS(t, 409);
	post(t, "/publish/centre", "centre_phone", "017-000-0000",
	    "public_url", "https://tsunagu.example.jp/", NULL);
	EXPECT_STATUS(t, 303);
	asked_open(&a);
	get(t, arena_fmt(t->mem, "%s/poster", a.at));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, arena_fmt(t->mem,
	    "https://tsunagu.example.jp/questionnaires/%s", a.address));
	get(t, arena_fmt(t->mem, "%s/poster.pdf", a.at));
	EXPECT(t->nbody > 5 && memcmp(t->body, "%PDF-", 5) == 0);
	get(t, arena_fmt(t->mem, "%s/sheet.pdf", a.at));
	EXPECT(t->nbody > 5 && memcmp(t->body, "%PDF-", 5) == 0);
	asked_close(&a);
}

TEST(questionnaire_that_makes_no_sense_is_refused_with_the_form_kept)
{
	struct asked_town a;

	post(t, "/questionnaires?about=none", "title", "逆" CANARY, "opens_on",
	    "R8.4.10", "closes_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "始める日より後");
	post(t, "/questionnaires?about=nowhere", "title", "x", "opens_on",
	    "R8.4.1", "closes_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 404);
	asked_make(&a, t);
	post(t, arena_fmt(t->mem, "/questionnaire-questions?questionnaire=%s",
	    a.id), "position", "50", "says", "選べない", "kind", "single",
	    "asked", "both", "options", "ひとつだけ", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "2つ以上");
	post(t, arena_fmt(t->mem, "%s/state", a.at), "to", "closed",
	    "version", "1", NULL);
	EXPECT_STATUS(t, 422);
	/* Somebody else changed it meanwhile. */
	post(t, arena_fmt(t->mem, "%s/state", a.at), "to", "open", "version",
	    "7", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(questions_stay_as_they_are_once_they_are_handed_out)
{
	const char *question;
	struct asked_town a;

	asked_make(&a, t);
	question = arena_fmt(t->mem, "/questionnaire-questions/%s",
	    town_text(t, "SELECT id FROM questionnaire_question WHERE"
	    " code = 'q1'"));
	post(t, question, "version", "1", "position", "10", "says",
	    "吸引を見たことがありますか", "kind", "scale", "asked", "both",
	    "options", "ない\nある", NULL);
	EXPECT_STATUS(t, 303);
	asked_open(&a);
	post(t, question, "version", "2", "position", "10", "says", "別の質問",
	    "kind", "scale", "asked", "both", "options", "い\nろ", NULL);
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "%s/edit", question));
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/removal", question), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 409);
	asked_close(&a);
}

TEST(questions_of_the_one_before_are_taken_over_with_their_codes)
{
	struct asked_town a;
	const char *next;

	asked_make(&a, t);
	post(t, "/questionnaires?about=none", "title", "第2回", "opens_on",
	    "R8.5.1", "closes_on", "R8.5.10", NULL);
	next = arena_fmt(t->mem, "/questionnaires/%s", town_text(t,
	    "SELECT id FROM questionnaire WHERE title = '第2回'"));
	post(t, arena_fmt(t->mem, "%s/copy", next), NULL);
	EXPECT_STATUS(t, 303);
	get(t, next);
	EXPECT_SEES(t, "経験は何年ですか");
	EXPECT(town_number(t, "SELECT count(*) FROM (SELECT code FROM"
	    " questionnaire_question GROUP BY code, says HAVING count(*) = 2)"
	    " AS both_of_them") == 4);
	post(t, arena_fmt(t->mem, "%s/copy", next), NULL);
	EXPECT_STATUS(t, 409);
}

TEST(answers_before_and_after_meet_by_the_words_of_their_writer)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	for (int i = 0; i < 6; i++)
		asked_answer(&a, "before", arena_fmt(t->mem, "はなさくら%02d",
		    i), i < 4 ? 1 : 2);
	public_set_today(&a.p, "2026-04-02");
	for (int i = 0; i < 6; i++)
		asked_answer(&a, "after", arena_fmt(t->mem,
		    "ハナサクラ %02d", i), i < 5 ? 3 : 1);
	set_today(t, "2026-04-03");
	asked_daily(&a);
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer")
	    == 12);
	EXPECT(town_number(t, "SELECT count(DISTINCT pair) FROM"
	    " questionnaire_answer") == 6);
	get(t, arena_fmt(t->mem, "%s/result", a.at));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "上がった 5人（83.3%）");
	EXPECT_SEES(t, "下がった 1人（16.7%）");
	EXPECT_SEES(t, "+83.3");
	EXPECT_SEES(t, "<tr><th scope=\"row\">分からない</th><td>0</td><td>0"
	    "</td><td>4</td></tr>");
	get(t, arena_fmt(t->mem, "%s/result.csv", a.at));
	EXPECT_SEES(t, "q1,吸引を知っていますか,分からない,4,66.7%,1,16.7%,-50.0");
	get(t, arena_fmt(t->mem, "%s/result/print", a.at));
	EXPECT_SEES(t, "前と後がそろった6人");
	/* Taken once, however often it is looked for. */
	asked_daily(&a);
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer")
	    == 12);
	asked_close(&a);
}

TEST(results_show_nothing_of_fewer_than_five)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	for (int i = 0; i < 4; i++)
		visit_post(&a.p, a.after, "q1", "3", "q4", arena_fmt(t->mem,
		    "ひとりごと%d", i), "words", arena_fmt(t->mem, "はな%d0",
		    i), NULL);
	set_today(t, "2026-04-02");
	asked_daily(&a);
	get(t, arena_fmt(t->mem, "%s/result", a.at));
	EXPECT_SEES(t, "5通に満たない");
	EXPECT_NOT_SEES(t, "100.0%");
	EXPECT_NOT_SEES(t, "ひとりごと");
	get(t, arena_fmt(t->mem, "%s/result.csv", a.at));
	EXPECT_NOT_SEES(t, "100.0%");
	visit_post(&a.p, a.after, "q1", "3", "q4", "ひとりごと4", "words",
	    "はな40", NULL);
	set_today(t, "2026-04-03");
	asked_daily(&a);
	get(t, arena_fmt(t->mem, "%s/result", a.at));
	EXPECT_SEES(t, "100.0%");
	EXPECT_SEES(t, "ひとりごと2");
	asked_close(&a);
}

/* All less the pairs would tell what one alone had said. */
TEST(results_leave_out_the_table_from_which_one_answer_could_be_reckoned)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	for (int i = 0; i < 7; i++)
		asked_answer(&a, "before", arena_fmt(t->mem, "はなさくら%d", i),
		    1 + i % 2);
	for (int i = 0; i < 6; i++)
		asked_answer(&a, "after", arena_fmt(t->mem, "はなさくら%d", i),
		    3);
	set_today(t, "2026-04-02");
	asked_daily(&a);
	get(t, arena_fmt(t->mem, "%s/result", a.at));
	EXPECT_SEES(t, "上がった 6人");
	EXPECT_SEES(t, "引き算で見当がつく");
	EXPECT_NOT_SEES(t, "前＼後");
	asked_close(&a);
}

TEST(second_answer_under_the_same_words_is_a_correction_and_both_are_kept)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	for (int i = 0; i < 5; i++)
		asked_answer(&a, "before", arena_fmt(t->mem, "はなさくら%d", i),
		    1);
	asked_answer(&a, "before", "はなさくら0", 3);
	set_today(t, "2026-04-02");
	asked_daily(&a);
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer")
	    == 6);
	get(t, arena_fmt(t->mem, "%s/result.csv", a.at));
	EXPECT_SEES(t, "分からない,4,80.0%");
	EXPECT_SEES(t, "分かる,1,20.0%");
	get(t, arena_fmt(t->mem, "%s/result", a.at));
	EXPECT_SEES(t, "1通（数えていません）");
	asked_close(&a);
}

TEST(answers_of_today_are_taken_only_when_there_are_enough_to_hide_in)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	for (int i = 0; i < 4; i++)
		asked_answer(&a, "before", arena_fmt(t->mem, "はなさくら%d", i),
		    1);
	asked_daily(&a);
	post(t, "/questionnaires/arrivals", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strstr(t->location, "nothing_to_import"));
	EXPECT(!town_number(t, "SELECT count(*) FROM questionnaire_answer"));
	get(t, "/questionnaires");
	EXPECT_SEES(t, "4通あります");
	asked_answer(&a, "before", "はなさくら4", 1);
	asked_answer(&a, "after", "はなさくら4", 1);
	post(t, "/questionnaires/arrivals", NULL);
	EXPECT(strstr(t->location, "done=imported"));
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer")
	    == 5);
	asked_close(&a);
}

TEST(answers_on_paper_are_typed_many_at_once_and_checked)
{
	struct asked_town a;
	const char *typed;

	asked_make(&a, t);
	typed = arena_fmt(t->mem, "%s/typed?phase=before", a.at);
	get(t, typed);
	EXPECT_STATUS(t, 409);
	asked_open(&a);
	get(t, typed);
	EXPECT_SEES(t, "10枚め");
	post(t, typed, "on_day", "R8.4.1", "s1-q1", "4", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "選択肢の番号");
	post(t, typed, "on_day", "R8.4.1", "s1-q1", "1 2", NULL);
	EXPECT_STATUS(t, 422);
	post(t, typed, "on_day", "R8.4.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "1枚も");
	post(t, typed, "on_day", "R8.4.2", "s1-q1", "1", NULL);
	EXPECT_STATUS(t, 422);
	post(t, typed, "on_day", "R8.4.1", "s1-q1", "１", "s1-q2", "1、3",
	    "s1-q3", "12", "s1-words", "はなさくら", "s2-q1", "2", "s5-q2",
	    "2", "s6-q1", "3", "s7-q1", "3", "s8-q1", "3", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer"
	    " WHERE way = 'paper'") == 6);
	get(t, arena_fmt(t->mem, "%s/result.csv", a.at));
	EXPECT_SEES(t, "分かる,3,60.0%");
	asked_close(&a);
}

TEST(key_of_the_pairs_is_let_go_when_nobody_can_answer_any_more)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	set_today(t, "2026-05-10");
	asked_daily(&a);
	EXPECT(*town_text(t, "SELECT secret FROM questionnaire"));
	set_today(t, "2026-05-11");
	asked_daily(&a);
	EXPECT(!*town_text(t, "SELECT secret FROM questionnaire"));
	asked_close(&a);
}
