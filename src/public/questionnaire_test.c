#include "features/questionnaire/questionnaire.h"
#include "tests/kit_asked.h"

static bool
any(void *ctx, const char *key, const char *day)
{
	(void)ctx;
	return *key && *day;
}

static size_t
waiting(struct asked_town *a)
{
	struct inbox_answer *all;
	size_t n;

	EXPECT(inbox_answers(a->t->mem, a->letters.path, NULL, any, NULL, &all, &n) ==
	    OK);
	return n;
}

TEST(questionnaire_is_one_page_without_cookie_or_script)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	visit(&a.p, arena_fmt(t->mem, "/questionnaires/%s", a.address));
	EXPECT_STATUS(&a.p.t, 200);
	EXPECT_SEES(&a.p.t, "研修の前に答える");
	EXPECT(*header(&a.p.t, "ETag"));
	visit(&a.p, a.before);
	EXPECT_SEES(&a.p.t, "経験は何年ですか");
	EXPECT_NOT_SEES(&a.p.t, "ひとこと");
	EXPECT_SEES(&a.p.t, "だれの回答か分からないわけ");
	EXPECT_NOT_SEES(&a.p.t, "<script");
	visit(&a.p, a.after);
	EXPECT_SEES(&a.p.t, "ひとこと");
	visit(&a.p, "/questionnaires/0000000000");
	EXPECT_STATUS(&a.p.t, 404);
	asked_close(&a);
}

TEST(questionnaire_answered_wrongly_comes_back_as_it_was)
{
	const char *long_text;
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	visit_post(&a.p, a.before, "q1", "9", "words", "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	EXPECT_SEES(&a.p.t, "この中から");
	visit_post(&a.p, a.before, "q1", "1", "q1", "2", "words",
	    "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	visit_post(&a.p, a.before, "q3", "-5", "words", "はなさくら" CANARY,
	    NULL);
	EXPECT_STATUS(&a.p.t, 422);
	visit_post(&a.p, a.before, "q1", "2", "words", "は", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	EXPECT_SEES(&a.p.t, "value=\"2\" checked");
	visit_post(&a.p, a.before, "words", "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	EXPECT_SEES(&a.p.t, "どの質問にも");
	/* Ten thousand characters: refused with what was typed. */
	long_text = arena_fmt(t->mem, "%010000d", 7);
	visit_post(&a.p, a.after, "q4", long_text, "words", "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	EXPECT_SEES(&a.p.t, "いまは10000字です");
	EXPECT_SEES(&a.p.t, long_text);
	visit_post(&a.p, arena_fmt(t->mem, "/questionnaires/%s", a.address),
	    "q1", "1", "words", "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	EXPECT(waiting(&a) == 0);
	asked_close(&a);
}

TEST(questionnaire_takes_answers_on_its_days_alone)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	public_set_today(&a.p, "2026-03-31");
	visit(&a.p, a.before);
	EXPECT_SEES(&a.p.t, "から答えられます");
	visit_post(&a.p, a.before, "q1", "1", "words", "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	public_set_today(&a.p, "2026-04-10");
	asked_answer(&a, "before", "はなさくら", 1);
	public_set_today(&a.p, "2026-04-11");
	visit_post(&a.p, a.before, "q1", "1", "words", "はなさくら", NULL);
	EXPECT_STATUS(&a.p.t, 422);
	EXPECT_SEES(&a.p.t, "しめ切りました");
	EXPECT(waiting(&a) == 1);
	asked_close(&a);
}

TEST(questionnaire_thanks_programs_and_keeps_nothing_of_theirs)
{
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	visit_post(&a.p, a.before, "q1", "1", "words", "はなさくら",
	    "website", "http://spam.example/", NULL);
	EXPECT_STATUS(&a.p.t, 303);
	EXPECT(waiting(&a) == 0);
	asked_close(&a);
}

/* What anybody can put into the file is not believed when it is taken in. */
TEST(answer_that_is_none_is_left_where_it_lies)
{
	static const char *const made_up[] = { "", "no json", "{}",
		"{\"_to\":\"nowhere\",\"_phase\":\"before\"}",
		"{\"_to\":1,\"_phase\":[\"before\"]}" };
	struct asked_town a;

	asked_make(&a, t);
	asked_open(&a);
	for (size_t i = 0; i < COUNT(made_up); i++)
		EXPECT(inbox_answer_put(a.p.inbox, t->mem, asked_key(&a),
		    made_up[i], "2026-04-01T03:00:00Z") == OK);
	EXPECT(inbox_answer_put(a.p.inbox, t->mem, asked_key(&a), arena_fmt(
	    t->mem, "{\"_to\":\"%s\",\"_phase\":\"later\"}", a.address),
	    "2026-04-01T03:00:00Z") == OK);
	EXPECT(inbox_answer_put(a.p.inbox, t->mem, asked_key(&a), arena_fmt(
	    t->mem, "{\"_to\":\"%s\",\"_phase\":\"before\",\"_nth\":\"-9\","
	    "\"q1\":\"99\",\"zz\":\"" CANARY "\"}", a.address),
	    "2026-04-01T03:00:00Z") == OK);
	set_today(t, "2026-04-02");
	asked_daily(&a);
	EXPECT(town_number(t, "SELECT count(*) FROM questionnaire_answer")
	    == 1);
	get(t, arena_fmt(t->mem, "%s/result", a.at));
	EXPECT_STATUS(t, 200);
	asked_close(&a);
}
