#include "features/survey/survey.h"

#include "tests/kit.h"


static const char *
begun(struct town *t)
{
	post(t, "/surveys", "title", "受入状況調査" CANARY, "base_on", "R8.4.1",
	    "due_on", "R8.4.30", "intro", "お願いします" CANARY, NULL);
	return id_at(t, "/surveys/");
}

static void
ask_for(struct town *t, const char *survey, const char *code,
    const char *kind, const char *choices)
{
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", survey), "code",
	    code, "kind", kind, "asks", arena_fmt(t->mem, "問い%s", code),
	    "choices", choices, "required", "1", NULL);
}

static const char *
question(struct town *t, const char *code)
{
	struct query q = { "test.question",
	    "SELECT id FROM survey_question WHERE code = $1 ORDER BY id DESC" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text(code)), &rows) == OK);
	EXPECT(rows.nrows > 0);
	return rows.cells[0];
}

static int64_t
place_of(struct town *t, const char *code)
{
	return town_number(t, arena_fmt(t->mem, "SELECT place FROM"
	    " survey_question WHERE code = '%s'", code));
}

static void
put_state(struct town *t, const char *survey, const char *version,
    const char *state)
{
	post(t, arena_fmt(t->mem, "/surveys/%s/state", survey), "version",
	    version, "state", state, NULL);
}

TEST(survey_is_begun_as_a_draft_and_gets_its_questions_in_order)
{
	const char *id = begun(t);

	ask_for(t, id, "takes", "single", "yes=受ける\nno=受けない");
	EXPECT_STATUS(t, 303);
	ask_for(t, id, "beds", "number", "");
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/surveys/%s", id));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "問いtakes");
	EXPECT_SEES(t, "準備中");
	EXPECT(place_of(t, "takes") == 1 && place_of(t, "beds") == 2);
	post(t, arena_fmt(t->mem, "/surveys/%s/order", id), "up",
	    question(t, "beds"), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(place_of(t, "takes") == 2 && place_of(t, "beds") == 1);
	post(t, arena_fmt(t->mem, "/surveys/%s/order", id), "up",
	    question(t, "beds"), NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/surveys/%s/order", id), "down",
	    "00000000-0000-4000-8000-000000000000", NULL);
	EXPECT_STATUS(t, 422);
}

TEST(survey_without_title_or_with_a_day_too_early_says_so)
{
	post(t, "/surveys", "title", "", "base_on", "R8.4.1", "due_on",
	    "R8.3.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "基準日より後の日");
	EXPECT(town_number(t, "SELECT count(*) FROM survey") == 0);
}

TEST(survey_refuses_a_question_that_could_not_be_answered)
{
	const char *id = begun(t);

	ask_for(t, id, "Takes", "single", "yes=受ける");
	EXPECT_STATUS(t, 422);
	ask_for(t, id, "takes", "single", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "選択肢を1行に1つずつ");
	ask_for(t, id, "takes", "single", "a,b");
	EXPECT_STATUS(t, 422);
	ask_for(t, id, "takes", "text", "");
	EXPECT_STATUS(t, 303);
	ask_for(t, id, "takes", "text", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "この記号の設問はもうあります。");
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "b",
	    "kind", "text", "asks", "あ", "when_code", "takes", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "どの答えのときに聞くか");
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "b",
	    "kind", "text", "asks", "あ", "fills", "memo", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "台帳にない項目です。");
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "b",
	    "kind", "text", "asks", "あ", "fills", "capacity", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "b",
	    "kind", "single", "choices", "はい\nいいえ", "asks", "あ",
	    "fills", "ventilator", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "選択肢の記号を yes");
	EXPECT(town_number(t, "SELECT count(*) FROM survey_question") == 1);
}

TEST(survey_that_is_open_keeps_its_questions_as_they_are)
{
	const char *id = begun(t), *q;

	put_state(t, id, "1", "open");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "設問を1つ以上");
	ask_for(t, id, "takes", "text", "");
	q = question(t, "takes");
	put_state(t, id, "1", "closed");
	EXPECT_STATUS(t, 422);
	put_state(t, id, "1", "open");
	EXPECT_STATUS(t, 303);
	ask_for(t, id, "more", "text", "");
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "/survey-questions/%s/edit", q));
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/survey-questions/%s", q), "version", "1",
	    "asks", "ほかのこと", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/surveys/%s/order", id), "down", q, NULL);
	EXPECT_STATUS(t, 409);
	put_state(t, id, "1", "closed");
	EXPECT_STATUS(t, 409);
	put_state(t, id, "2", "closed");
	EXPECT_STATUS(t, 303);
}

TEST(survey_is_not_opened_with_a_condition_on_what_comes_later)
{
	const char *id = begun(t);

	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "b",
	    "kind", "text", "asks", "くわしく", "when_code", "takes",
	    "when_value", "yes", NULL);
	EXPECT_STATUS(t, 303);
	ask_for(t, id, "takes", "single", "yes=受ける");
	put_state(t, id, "1", "open");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "その上にありません。");
	post(t, arena_fmt(t->mem, "/surveys/%s/order", id), "down",
	    question(t, "b"), NULL);
	put_state(t, id, "1", "open");
	EXPECT_STATUS(t, 303);
}

TEST(survey_of_the_next_year_has_the_same_questions_under_the_same_codes)
{
	const char *id = begun(t), *copy;

	ask_for(t, id, "takes", "single", "yes=受ける\nno=受けない");
	ask_for(t, id, "beds", "number", "");
	post(t, arena_fmt(t->mem, "/surveys/%s/copies", id), NULL);
	copy = id_at(t, "/surveys/");
	EXPECT(strcmp(copy, id) != 0);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " survey_question a JOIN survey_question b ON b.code = a.code"
	    " AND b.place = a.place AND b.kind = a.kind"
	    " WHERE a.survey = '%s' AND b.survey = '%s'", id, copy)) == 2);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM survey"
	    " WHERE id = '%s' AND state = 'draft' AND copied_from = '%s'",
	    copy, id)) == 1);
}

TEST(survey_question_changed_by_two_people_is_not_lost)
{
	const char *id = begun(t), *q;

	ask_for(t, id, "takes", "text", "");
	q = question(t, "takes");
	post(t, arena_fmt(t->mem, "/survey-questions/%s", q), "version", "1",
	    "code", "takes", "kind", "text", "asks", "受け入れますか", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/survey-questions/%s", q), "version", "1",
	    "code", "takes", "kind", "text", "asks", "べつの文", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM survey_question"
	    " WHERE asks = '受け入れますか'") == 1);
}

TEST(survey_is_looked_at_page_by_page_before_anybody_is_asked)
{
	const char *id = begun(t);

	ask_for(t, id, "takes", "single", "yes=受ける\nno=受けない");
	ask_for(t, id, "part", "section", "");
	post(t, arena_fmt(t->mem, "/surveys/%s/questions", id), "code", "care",
	    "kind", "table", "asks", "問いcare", "choices", "月\n火",
	    "when_code", "takes", "when_value", "yes", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/surveys/%s/preview", id));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "答えは残りません。");
	EXPECT_SEES(t, "/preview?part=2\">次のページを見る");
	get(t, arena_fmt(t->mem, "/surveys/%s/preview?part=2", id));
	EXPECT_SEES(t, "a-care-1");
	EXPECT_NOT_SEES(t, "保存して次へ");
	get(t, arena_fmt(t->mem, "/surveys/%s/preview?part=3", id));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, ">送る</button>");
}
