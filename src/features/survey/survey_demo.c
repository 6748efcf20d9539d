#include <string.h>

#include "app/audit.h"
#include "app/demo.h"
#include "base/date.h"
#include "features/survey/survey_demo.h"
#include "features/survey/survey_sql.h"

/* A survey under way: short stays are asked how many they take, some have
 * answered, one of them other than the directory says. */

enum { ASKED_SINCE = -20, DUE_IN = 10, ANSWERED = 3 };

static const struct survey_question questions[SURVEY_DEMO_QUESTIONS] = {
	{ .code = "part_basic", .kind = "section", .asks = "事業所のこと" },
	{ .code = "places_now", .kind = "number", .asks = "定員は何人ですか",
	    .required = "1", .fills = "capacity" },
	{ .code = "phone_now", .kind = "text", .asks = "相談を受ける電話番号",
	    .fills = "place.phone" },
	{ .code = "nurses", .kind = "number",
	    .asks = "看護職員は常勤換算で何人ですか" },
	{ .code = "part_care", .kind = "section", .asks = "受け入れのこと" },
	{ .code = "takes", .kind = "single", .required = "1",
	    .asks = "医療的ケアのある子どもを受け入れていますか",
	    .choices = "yes=受け入れている\nterms=条件がある\nno=受け入れていない" },
	{ .code = "care", .kind = "multiple", .when_code = "takes",
	    .when_value = "yes", .asks = "受け入れているケア",
	    .choices = "suction=吸引\ntube=経管栄養\nventilator=人工呼吸器" },
	{ .code = "why_not", .kind = "multiple", .when_code = "takes",
	    .when_value = "no", .asks = "受け入れていない理由",
	    .choices = "why_nurse=看護職員がいない\n"
	    "why_room=場所や設備がない\nwhy_skill=経験がなく不安\nwhy_none=希望がない" },
	{ .code = "training", .kind = "single",
	    .asks = "センターの研修に出たいですか",
	    .choices = "yes=出たい\nmaybe=内容による\nno=いまは出ない" },
	{ .code = "wish", .kind = "text", .asks = "センターへの要望",
	    .help = "研修や同行の希望など、何でも書いてください。" },
};

static const char *const answers[ANSWERED][SURVEY_DEMO_QUESTIONS] = {
	{ NULL, "6", NULL, "2", NULL, "yes", "suction,tube", NULL, "yes",
	    "人工呼吸器の研修をしてほしい。" },
	{ NULL, "4", NULL, "1", NULL, "terms", NULL, NULL, "maybe", NULL },
	{ NULL, "10", NULL, "0", NULL, "no", NULL, "why_nurse,why_skill", "yes",
	    "看護師が足りない。" },
};

void
survey_demo_answer(struct request *r, const char *recipient,
    const char *channel, const char *const *values)
{
	struct sheet s;

	if (survey_sheet_load(r, recipient, &s))
		return;
	for (size_t i = 0; i < s.n; i++)
		s.values[i] = values[i] && strcmp(values[i], "known") == 0 ?
		    s.known[i] : values[i];
	survey_shown(s.questions, s.n, s.values, s.shown);
	s.as_is = true;
	if (!survey_sheet_save(r, &s, channel) && !survey_sheet_send(r, &s))
		audit_note_plain(r, "send", survey_reply_record.name,
		    s.open.id, "");
}

enum result
survey_demo_add(struct request *r, struct survey *s)
{
	enum result rc = record_add(r, &survey_record, s);

	for (size_t i = 0; !rc && i < SURVEY_DEMO_QUESTIONS; i++) {
		struct survey_question q = questions[i];

		q.survey = s->id;
		q.place = (int64_t)i + 1;
		rc = record_add(r, &survey_question_record, &q);
	}
	return rc;
}

enum result
survey_demo_ask(struct request *r, const struct survey *s, const char *kind)
{
	struct rows rows = { 0 };
	enum result rc = survey_sql_services(r, s->id, kind, &rows);

	if (!rc)
		survey_ask_all(r, s, &rows, true);
	return rc;
}

enum result
survey_demo(struct request *r)
{
	struct survey s = { .title = "事業所等受入状況調査",
		.base_on = date_add_days(r->mem, r->today, ASKED_SINCE),
		.due_on = date_add_days(r->mem, r->today, DUE_IN),
		.remind_on = date_add_days(r->mem, r->today, DUE_IN - 3),
		.intro = "いつもありがとうございます。受け入れの状況を教えてください。",
		.state = "open" };
	struct rows rows = { 0 };
	enum result rc = survey_demo_wave(r, &s.copied_from);

	if (!rc)
		rc = survey_demo_add(r, &s);
	if (!rc)
		rc = survey_demo_ask(r, &s, "short_stay_welfare");
	if (!rc)
		rc = survey_sql_recipients(r, s.id,
		    &(struct survey_wish){ "", "" }, ANSWERED, 0, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		survey_demo_answer(r, rows_cell(&rows, i, "id"), "link",
		    answers[i]);
	return rc;
}
