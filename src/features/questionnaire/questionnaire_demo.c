#include "app/demo.h"
#include "base/crypto.h"
#include "base/date.h"
#include "features/questionnaire/questionnaire_sql.h"
#include "features/training/training.h"

/* What people of one evening knew before and after, some of them once only; and
 * one that is being made. */

enum { WRITERS = 34, AFTER_ONLY = 6, SEED = 83, OPEN_BEFORE = 40,
	CLOSED_AFTER = 20 };

static const struct {
	const char *code, *asked, *kind, *says, *options;
} questions[] = {
	{ "q1", "both", "scale", "医療的ケア児と家族の一日を思いうかべられますか",
	    "分からない\n少し分かる\n分かる" },
	{ "q2", "both", "scale", "困ったときの相談先が分かりますか",
	    "分からない\n少し分かる\n分かる" },
	{ "q3", "before", "multiple", "どこでこの研修を知りましたか",
	    "職場\n知人\nセンターのホームページ\nチラシ" },
	{ "q4", "after", "single", "内容は仕事に役立ちそうですか",
	    "役立たない\nどちらとも言えない\n役立つ" },
	{ "q5", "after", "text", "印象に残ったこと・次に聞きたいこと", NULL },
};

static const char *const words[] = {
	"家族の話が心に残った。", "停電のときの備えを具体的に聞きたい。",
	"保育園での一日の流れがよく分かった。", "もう少しゆっくり聞きたかった。",
	"吸引の実技をしてみたい。", "訪問看護とのつなぎ方が知りたい。",
	"きょうだいのことを考えるきっかけになった。",
};

static enum result
put_questions(struct request *r, const char *id)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(questions); i++) {
		struct questionnaire_question q = {
			.questionnaire = id, .position = (int64_t)(i + 1) * 10,
			.code = questions[i].code, .asked = questions[i].asked,
			.kind = questions[i].kind, .says = questions[i].says,
			.options = questions[i].options, .required = "0",
		};

		rc = record_add(r, &questionnaire_question_record, &q);
	}
	return rc;
}

static enum result
put_answer(struct request *r, const struct questionnaire *q, const char *phase,
    const char *who, const char *answers)
{
	struct questionnaire_answer a = { .id = crypto_chance(r->mem),
		.phase = phase, .on_day = q->opens_on, .way = "public",
		.nth = 1, .answers = answers };

	return questionnaire_answer_add(r, q->id, &a, who);
}

static enum result
put_answers(struct request *r, const struct questionnaire *q)
{
	struct dice d = dice_new(SEED);
	enum result rc = OK;

	for (size_t i = 0; !rc && i < WRITERS + AFTER_ONLY; i++) {
		const char *who = arena_fmt(r->mem, "みほん%02zu", i);
		size_t knew = dice_below(&d, 3), knows = knew +
		    dice_below(&d, 3 - knew);

		if (i < WRITERS)
			rc = put_answer(r, q, "before", who, arena_fmt(r->mem,
			    "{\"q1\":\"%zu\",\"q2\":\"%zu\",\"q3\":\"%zu\"}",
			    knew + 1, dice_below(&d, 2) + 1,
			    dice_below(&d, 4) + 1));
		if (!rc && i % 5)
			rc = put_answer(r, q, "after", who, arena_fmt(r->mem,
			    "{\"q1\":\"%zu\",\"q2\":\"%zu\",\"q4\":\"%zu\","
			    "\"q5\":\"%s\"}", knows + 1, dice_below(&d, 2) + 2,
			    dice_below(&d, 2) + 2, dice_pick(&d, words,
			    COUNT(words))));
	}
	return rc;
}

/* Of the newest session, and the one before. */
static enum result
sessions(struct request *r, const char *ids[2])
{
	struct rows rows = { 0 };
	size_t n = 0;
	enum result rc = questionnaire_sql_abouts(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows && n < 2; i++) {
		if (*rows_cell(&rows, i, "on_day"))
			ids[n++] = rows_cell(&rows, i, "id");
	}
	return rc;
}

enum result
questionnaire_demo(struct request *r)
{
	const char *ids[2] = { NULL, NULL };
	struct questionnaire done = { .state = "closed",
		.title = "勉強会（前回）　事前・事後アンケート",
		.intro = "次の勉強会をよりよくするためにお聞きします。" };
	struct questionnaire next = { .state = "open",
		.title = "勉強会（次回）　事前・事後アンケート",
		.intro = "前と後の2回、同じ質問にお答えください。" };
	enum result rc = sessions(r, ids);

	done.session = ids[1];
	done.opens_on = date_add_days(r->mem, r->today, -OPEN_BEFORE);
	done.closes_on = date_add_days(r->mem, r->today, -2);
	next.session = ids[0];
	next.opens_on = r->today;
	next.closes_on = date_add_days(r->mem, r->today, CLOSED_AFTER);
	if (!rc)
		rc = questionnaire_begin(r, &done);
	if (!rc)
		rc = put_questions(r, done.id);
	if (!rc)
		rc = put_answers(r, &done);
	if (!rc)
		rc = questionnaire_begin(r, &next);
	return rc ? rc : put_questions(r, next.id);
}
