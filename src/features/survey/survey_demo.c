#include "app/audit.h"
#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* A survey under way: short stays are asked how many they take, some have
 * answered, one of them other than the directory says. */

enum { ASKED_SINCE = -20, DUE_IN = 10, ANSWERED = 3 };

static const struct survey_question questions[] = {
	{ .code = "part_basic", .kind = "section", .asks = "事業所のこと" },
	{ .code = "places_now", .kind = "number", .asks = "定員は何人ですか",
	    .required = "1", .fills = "capacity" },
	{ .code = "phone_now", .kind = "text", .asks = "相談を受ける電話番号",
	    .fills = "place.phone" },
	{ .code = "part_care", .kind = "section", .asks = "受け入れのこと" },
	{ .code = "takes", .kind = "single", .required = "1",
	    .asks = "医療的ケアのある子どもを受け入れていますか",
	    .choices = "yes=受け入れている\nterms=条件がある\nno=受け入れていない" },
	{ .code = "care", .kind = "multiple", .when_code = "takes",
	    .when_value = "yes", .asks = "受け入れているケア",
	    .choices = "suction=吸引\ntube=経管栄養\nventilator=人工呼吸器" },
	{ .code = "wish", .kind = "text", .asks = "センターへの要望",
	    .help = "研修や同行の希望など、何でも書いてください。" },
};

static const char *const answers[ANSWERED][COUNT(questions)] = {
	{ NULL, "6", NULL, NULL, "yes", "suction,tube",
	    "人工呼吸器の研修をしてほしい。" },
	{ NULL, "4", NULL, NULL, "terms", NULL, NULL },
	{ NULL, "10", NULL, NULL, "no", NULL, "看護師が足りない。" },
};

static void
answer(struct request *r, const char *recipient, size_t which)
{
	struct sheet s;

	if (survey_sheet_load(r, recipient, &s))
		return;
	for (size_t i = 0; i < s.n; i++)
		s.values[i] = answers[which][i];
	survey_shown(s.questions, s.n, s.values, s.shown);
	if (!survey_sheet_save(r, &s, "link") && !survey_sheet_send(r, &s))
		audit_note_plain(r, "send", survey_reply_record.name,
		    s.open.id, "");
}

enum result
survey_demo(struct request *r)
{
	struct survey s = { .title = "事業所等受入状況調査",
		.base_on = date_add_days(r->mem, r->today, ASKED_SINCE),
		.due_on = date_add_days(r->mem, r->today, DUE_IN),
		.intro = "いつもありがとうございます。受け入れの状況を教えてください。",
		.state = "open" };
	struct rows rows = { 0 };
	enum result rc = record_add(r, &survey_record, &s);

	for (size_t i = 0; !rc && i < COUNT(questions); i++) {
		struct survey_question q = questions[i];

		q.survey = s.id;
		q.place = (int64_t)i + 1;
		rc = record_add(r, &survey_question_record, &q);
	}
	if (!rc)
		rc = survey_sql_services(r, s.id, "short_stay_welfare",
		    &rows);
	if (!rc)
		survey_ask_all(r, &s, &rows, true);
	if (!rc)
		rc = survey_sql_recipients(r, s.id, &(struct survey_wish){ "", "" },
		    ANSWERED, 0, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		answer(r, rows_cell(&rows, i, "id"), i);
	return rc;
}
