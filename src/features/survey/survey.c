#include "features/survey/survey.h"

#include <string.h>

#include "app/access.h"
#include "app/route.h"
#include "features/agency/agency.h"
#include "features/directory/directory.h"
#include "features/survey/survey_private.h"
#include "features/survey/survey_return.h"
#include "features/survey/survey_rule.h"

static const struct field fields[] = {
	FIELD_TEXT(survey, title, .label = "調査の名前",
	    .flags = REQUIRED | LISTED, .max = 100,
	    .hint = "例）令和8年度 事業所等受入状況調査"),
	FIELD_DAY(survey, base_on, .label = "基準日",
	    .flags = REQUIRED | LISTED, .hint = "この日の時点のことを答えてもらいます。"),
	FIELD_DAY(survey, due_on, .label = "回答の期限", .flags = LISTED),
	FIELD_DAY(survey, remind_on, .label = "催促の日（1回め）",
	    .hint = "この日の朝、まだ回答のない所にメールが自動で行きます。"),
	FIELD_DAY(survey, remind_again_on, .label = "催促の日（2回め）"),
	FIELD_LONG(survey, intro, .label = "お願いの文", .max = 2000,
	    .hint = "回答のページのはじめに出ます。"),
	FIELD_CODE(survey, language, .label = "訳をつける言葉",
	    .list = "survey_language",
	    .hint = "選ぶと、設問ごとの訳が回答のページにならびます。"),
	FIELD_CODE(survey, state, .label = "段階", .list = "survey_state",
	    .flags = HIDDEN | LISTED),
	FIELD_LINK(survey, copied_from, .label = "もとにした調査",
	    .flags = HIDDEN, .to = &survey_record),
};

static void
check(struct request *r, const void *obj)
{
	const struct survey *s = obj;

	if (s->base_on && s->due_on && strcmp(s->due_on, s->base_on) < 0)
		request_fault(r, "due_on", "基準日より後の日にしてください。");
	if (s->remind_again_on && !s->remind_on)
		request_fault(r, "remind_on", "1回めの日から入力してください。");
	if (s->remind_on && s->remind_again_on &&
	    strcmp(s->remind_again_on, s->remind_on) <= 0)
		request_fault(r, "remind_again_on",
		    "1回めより後の日にしてください。");
}

const struct record survey_record = {
	.name = "survey",
	.path = "surveys",
	.label = "調査",
	.size = sizeof(struct survey),
	.fields = fields,
	.nfields = COUNT(fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = check,
};

static const struct field question_fields[] = {
	FIELD_LINK(survey_question, survey, .label = "調査", .flags = HIDDEN,
	    .to = &survey_record),
	FIELD_NUMBER(survey_question, place, .label = "順番", .flags = HIDDEN,
	    .max = SURVEY_QUESTIONS_MAX),
	FIELD_TEXT(survey_question, code, .label = "設問の記号",
	    .flags = REQUIRED | LISTED, .max = SURVEY_CODE_MAX,
	    .hint = "例）night_care　毎年同じ記号にすると、前の調査と比べられます。"),
	FIELD_CODE(survey_question, kind, .label = "答え方",
	    .list = "survey_kind", .flags = REQUIRED | LISTED | RADIO),
	FIELD_TEXT(survey_question, asks, .label = "設問の文",
	    .flags = REQUIRED | LISTED, .max = 200,
	    .hint = "「区切り（ページの見出し）」のときは見出しの文です。"),
	FIELD_LONG(survey_question, help, .label = "説明", .max = 1000),
	FIELD_LONG(survey_question, translation, .label = "設問の訳",
	    .max = 2000, .hint = "調査で選んだ言葉で。選択肢の訳もここに書きます。"),
	FIELD_LONG(survey_question, choices, .label = "選択肢、または表の行",
	    .max = 4000, .hint = "1行に1つ。「yes=受け入れられる」のように、"
	    "記号をつけることもできます。"),
	FIELD_CODE(survey_question, required, .label = "必ず答えてもらう",
	    .list = "yes_no", .flags = RADIO),
	FIELD_TEXT(survey_question, when_code, .label = "聞く条件：どの設問",
	    .max = SURVEY_CODE_MAX,
	    .hint = "上にある設問の記号。空欄のときは、いつも聞きます。"),
	FIELD_TEXT(survey_question, when_value, .label = "聞く条件：その答え",
	    .max = 100, .hint = "選択肢の記号（「=」の左）。記号がなければ選択肢の文。"),
	FIELD_TEXT(survey_question, fills, .label = "台帳のどこに当たるか",
	    .max = SURVEY_CODE_MAX, .hint = "例）capacity、place.phone、"
	    "または受入れの項目の記号。空欄のときは台帳と比べません。"),
};

const struct record survey_question_record = {
	.name = "survey_question",
	.path = "survey-questions",
	.label = "調査の設問",
	.size = sizeof(struct survey_question),
	.fields = question_fields,
	.nfields = COUNT(question_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
	.check = survey_question_check,
};

static const struct field recipient_fields[] = {
	FIELD_LINK(survey_recipient, survey, .label = "調査",
	    .flags = HIDDEN, .to = &survey_record),
	FIELD_LINK(survey_recipient, agency, .label = "機関",
	    .flags = HIDDEN, .to = &agency_record),
	FIELD_LINK(survey_recipient, service, .label = "受入れ先",
	    .flags = HIDDEN, .to = &service_record),
	FIELD_TEXT(survey_recipient, name, .label = "あて先",
	    .flags = HIDDEN | LISTED, .max = 200),
	FIELD_CODE(survey_recipient, region, .label = "圏域",
	    .list = "region", .flags = HIDDEN | LISTED),
	FIELD_TEXT(survey_recipient, mail, .label = "メール", .flags = HIDDEN,
	    .max = 200),
	FIELD_DAY(survey_recipient, asked_on, .label = "頼んだ日",
	    .flags = HIDDEN),
	FIELD_DAY(survey_recipient, mailed_on, .label = "メールを送った日",
	    .flags = HIDDEN),
};

const struct record survey_recipient_record = {
	.name = "survey_recipient",
	.path = "survey-recipients",
	.label = "調査のあて先",
	.size = sizeof(struct survey_recipient),
	.fields = recipient_fields,
	.nfields = COUNT(recipient_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field reply_fields[] = {
	FIELD_LINK(survey_reply, recipient, .label = "あて先",
	    .flags = HIDDEN, .to = &survey_recipient_record),
	FIELD_NUMBER(survey_reply, number, .label = "何回めの回答",
	    .flags = HIDDEN, .max = 9999),
	FIELD_CODE(survey_reply, channel, .label = "届き方",
	    .list = "survey_channel", .flags = HIDDEN),
	FIELD_TEXT(survey_reply, begun_at, .label = "始めた時",
	    .flags = HIDDEN, .max = 40),
	FIELD_TEXT(survey_reply, sent_at, .label = "送られた時",
	    .flags = HIDDEN, .max = 40),
};

const struct record survey_reply_record = {
	.name = "survey_reply",
	.path = "survey-replies",
	.label = "調査の回答",
	.size = sizeof(struct survey_reply),
	.fields = reply_fields,
	.nfields = COUNT(reply_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

static const struct field answer_fields[] = {
	FIELD_LINK(survey_answer, reply, .label = "回答", .flags = HIDDEN,
	    .to = &survey_reply_record),
	FIELD_LINK(survey_answer, question, .label = "設問",
	    .flags = HIDDEN, .to = &survey_question_record),
	FIELD_TEXT(survey_answer, value, .label = "選んだもの、数、日付",
	    .flags = HIDDEN, .max = 4000),
	FIELD_LONG(survey_answer, text, .label = "書かれたこと",
	    .flags = HIDDEN | PERSONAL, .max = 13000),
};

const struct record survey_answer_record = {
	.name = "survey_answer",
	.path = "survey-answers",
	.label = "調査の答え",
	.size = sizeof(struct survey_answer),
	.fields = answer_fields,
	.nfields = COUNT(answer_fields),
	.read = CHILD_READ,
	.write = CHILD_WRITE,
	.centre_only = true,
};

bool
survey_state_is(const struct survey *s, const char *state)
{
	return strcmp(s->state, state) == 0;
}

static const struct route routes[] = {
	{ "POST", "/surveys", CHILD_WRITE, survey_post },
	{ "GET", "/surveys/*", CHILD_READ, survey_show_get },
	{ "GET", "/surveys/*/questions/new", CHILD_WRITE,
	    survey_question_new_get },
	{ "POST", "/surveys/*/questions", CHILD_WRITE, survey_question_post },
	{ "POST", "/surveys/*/order", CHILD_WRITE, survey_order_post },
	{ "POST", "/surveys/*/copies", CHILD_WRITE, survey_copy_post },
	{ "POST", "/surveys/*/state", CHILD_WRITE, survey_state_post },
	{ "GET", "/survey-questions", CHILD_READ, route_nowhere },
	{ "GET", "/survey-questions/new", CHILD_WRITE, route_nowhere },
	{ "POST", "/survey-questions", CHILD_WRITE, route_never },
	{ "GET", "/survey-questions/*", CHILD_READ, route_nowhere },
	{ "GET", "/survey-questions/*/edit", CHILD_WRITE,
	    survey_question_edit_get },
	{ "POST", "/survey-questions/*", CHILD_WRITE,
	    survey_question_change_post },
	{ "POST", "/api/v1/surveys", CHILD_WRITE, route_never },
	ROUTES_TOLD("survey-questions"),
	{ "POST", "/surveys/*/mails", CHILD_WRITE, survey_mails_post },
	{ "GET", "/surveys/*/preview", CHILD_READ, survey_preview_get },
	{ "POST", "/surveys/*/preview", CHILD_READ, survey_trial_post },
	{ "GET", "/surveys/*/results", CHILD_READ, survey_results_get },
	{ "GET", "/surveys/*/cross", CHILD_READ, survey_cross_get },
	{ "GET", "/surveys/*/answers", CHILD_READ, survey_answers_get },
	{ "GET", "/surveys/*/answers.csv", CHILD_READ,
	    survey_answers_csv_get },
	{ "GET", "/surveys/*/answers.xlsx", CHILD_READ,
	    survey_answers_xlsx_get },
	{ "GET", "/surveys/*/texts", CHILD_READ, survey_texts_get },
	{ "GET", "/survey-answers/*", CHILD_READ, survey_text_get },
	{ "POST", "/survey-answers/*/read", CHILD_WRITE,
	    survey_text_read_post },
	{ "POST", "/survey-answers/*/card", CHILD_WRITE,
	    survey_text_card_post },
	{ "GET", "/surveys/*/report", CHILD_READ, survey_report_get },
	{ "GET", "/surveys/*/report.pdf", CHILD_READ,
	    survey_report_pdf_get },
	{ "GET", "/surveys/*/recipients", CHILD_READ, survey_recipients_get },
	{ "GET", "/surveys/*/recipients.csv", CHILD_READ,
	    survey_calls_csv_get },
	{ "POST", "/surveys/*/recipients", CHILD_WRITE,
	    survey_recipients_post },
	{ "GET", "/surveys/*/differences", CHILD_READ,
	    survey_differences_get },
	{ "GET", "/surveys/*/returns", CHILD_WRITE, survey_returns_get },
	{ "POST", "/surveys/*/returns/preview", CHILD_WRITE,
	    survey_returns_post },
	{ "POST", "/surveys/*/returns/takes", CHILD_WRITE, survey_takes_post },
	{ "GET", "/survey-recipients/*/form.xlsx", CHILD_WRITE,
	    survey_form_xlsx_get },
	{ "GET", "/survey-recipients/*/form.csv", CHILD_WRITE,
	    survey_form_csv_get },
	ROUTES_KEPT("survey-recipients"),
	{ "GET", "/survey-recipients/*", CHILD_READ, survey_recipient_get },
	{ "POST", "/survey-recipients/*/link", CHILD_WRITE, survey_link_post },
	{ "POST", "/survey-recipients/*/mail", CHILD_WRITE,
	    survey_address_post },
	{ "GET", "/survey-recipients/*/answers", CHILD_WRITE,
	    survey_typed_get },
	{ "POST", "/survey-recipients/*/answers", CHILD_WRITE,
	    survey_typed_post },
	{ "POST", "/survey-recipients/*/decisions", CHILD_WRITE,
	    survey_decision_post },
	{ "GET", "/links/survey", EVERYONE, survey_guest_get },
	{ "POST", "/links/survey", EVERYONE, survey_guest_post },
	ROUTES_PAGELESS("survey-replies"),
	ROUTES_KEPT("survey-answers"),
};

const struct feature survey_feature = {
	.name = "survey",
	.menu = { NULL, "/surveys", CHILD_READ, 0 },
	.menu_under = "/services",
	FEATURE_RECORDS(&survey_record, &survey_question_record,
	    &survey_recipient_record, &survey_reply_record,
	    &survey_answer_record),
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&survey_show_page, &survey_question_page,
	    &survey_sheet_page, &survey_recipients_page,
	    &survey_recipient_page, &survey_result_page, &survey_grid_part,
	    &survey_cross_page, &survey_answers_page, &survey_texts_page,
	    &survey_text_page, &survey_returns_page, &survey_differences_page),
	.demo = survey_demo,
	.daily = survey_daily,
};
