#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/text.h"
#include "features/survey/survey_private.h"
#include "features/survey/survey_sql.h"

/* One question, as it is written and changed while the survey is a draft. */

struct question_page {
	const char *action, *heading;
	const struct html *faults, *hidden, *fields;
};

static const struct slot slots[] = {
	SLOT_TEXT(question_page, action),
	SLOT_TEXT(question_page, heading),
	SLOT_HTML(question_page, faults),
	SLOT_HTML(question_page, hidden),
	SLOT_HTML(question_page, fields),
};

TEMPLATE(survey_question_page, "src/features/survey/question.html", slots);

static void
check_condition(struct request *r, const struct survey_question *q)
{
	bool code = !text_blank(q->when_code), value = !text_blank(q->when_value);

	if (code && !value)
		request_fault(r, "when_value", "どの答えのときに聞くかを入力してください。");
	if (value && !code)
		request_fault(r, "when_code", "どの設問の答えかを入力してください。");
	if (code && q->code && strcmp(q->when_code, q->code) == 0)
		request_fault(r, "when_code", "ほかの設問の記号を入力してください。");
}

void
survey_question_check(struct request *r, const void *obj)
{
	const struct survey_question *q = obj;
	const char *fault = NULL;

	if (q->code && !request_fault_of(r, "code") &&
	    !survey_code_valid(q->code))
		request_fault(r, "code", "半角の英小文字で始め、英小文字・数字・"
		    "「_」で入力してください。例）night_care");
	if (q->kind && (survey_is(q, SURVEY_SINGLE) ||
	    survey_is(q, SURVEY_MULTIPLE) || survey_is(q, SURVEY_TABLE)))
		fault = survey_choices_fault(r->mem, q->choices);
	if (fault)
		request_fault(r, "choices", fault);
	check_condition(r, q);
	fault = text_blank(q->fills) || !q->kind ? NULL :
	    survey_fill_fault(r, q);
	if (fault)
		request_fault(r, "fills", fault);
}

enum result
survey_form_show(struct request *r, const struct survey_form *f,
    const struct record *rec, const void *obj)
{
	struct crumb crumbs[] = { { "調査", "/surveys" },
	    { f->up ? f->up : f->heading, f->up ? f->up_url : NULL },
	    { f->heading, NULL } };
	struct page page = { f->heading, "/surveys", crumbs,
	    f->up ? COUNT(crumbs) : COUNT(crumbs) - 1, false };
	struct question_page p = {
		.action = f->action,
		.heading = f->heading,
		.faults = form_faults(r),
		.hidden = form_hidden(r,
		    ((const struct record_head *)obj)->version),
		.fields = form_record(r, rec, obj),
	};

	return page_show(r, &page, &survey_question_page, &p);
}

static enum result
show(struct request *r, const struct survey *s,
    const struct survey_question *q)
{
	const char *up = arena_fmt(r->mem, "/surveys/%s", s->id);
	struct survey_form f = {
		.heading = q->id ? "設問を直す" : "設問を足す",
		.up = s->title, .up_url = up,
		.action = q->id ? arena_fmt(r->mem, "/survey-questions/%s",
		    q->id) : arena_fmt(r->mem, "%s/questions", up),
	};

	return survey_form_show(r, &f, &survey_question_record, q);
}

/* A draft, or CONFLICT: under answers, questions stand still. */
static enum result
open_draft(struct request *r, struct survey *s)
{
	enum result rc = survey_open(r, s);

	return rc ? rc : survey_state_is(s, "draft") ? OK : CONFLICT;
}

static enum result
read_question(struct request *r,
    const struct survey_question *all, size_t n, struct survey_question *q)
{
	enum result rc = record_read(r, &survey_question_record, q);

	for (size_t i = 0; q->code && i < n; i++) {
		if (strcmp(all[i].code, q->code) == 0 &&
		    (!q->id || strcmp(all[i].id, q->id) != 0)) {
			request_fault(r, "code", "この記号の設問はもうあります。");
			rc = INVALID;
		}
	}
	return rc;
}

/* GET /surveys/ID/questions/new */
enum result
survey_question_new_get(struct request *r)
{
	struct survey s;
	enum result rc = open_draft(r, &s);

	return rc ? rc : show(r, &s, &(struct survey_question){ 0 });
}

/* POST /surveys/ID/questions */
enum result
survey_question_post(struct request *r)
{
	struct survey s;
	struct survey_question *all, q = { 0 };
	size_t n;
	const char *see;
	enum result rc = open_draft(r, &s);

	if (!rc)
		rc = survey_questions(r, s.id, &all, &n);
	if (rc)
		return rc;
	rc = read_question(r, all, n, &q);
	if (!rc && n >= SURVEY_QUESTIONS_MAX) {
		request_fault(r, "code", "設問は200までです。");
		rc = INVALID;
	}
	if (rc) {
		enum result shown = show(r, &s, &q);

		return shown ? shown : rc;
	}
	q.survey = s.id;
	q.place = n ? all[n - 1].place + 1 : 1;
	see = request_saying(r, arena_fmt(r->mem, "/surveys/%s", s.id), "added");
	deed_begin(r);
	record_add(r, &survey_question_record, &q);
	return request_see(r, deed_commit(r, see), see);
}

/* The question of the address and its survey, still a draft. */
static enum result
open_question(struct request *r, struct survey *s, struct survey_question *q)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &survey_question_record, r->arg[0], q);
	if (!rc)
		rc = record_get(r, &survey_record, q->survey, s);
	return rc ? rc : survey_state_is(s, "draft") ? OK : CONFLICT;
}

/* GET /survey-questions/ID/edit */
enum result
survey_question_edit_get(struct request *r)
{
	struct survey s;
	struct survey_question q;
	enum result rc = open_question(r, &s, &q);

	return rc ? rc : show(r, &s, &q);
}

/* POST /survey-questions/ID */
enum result
survey_question_change_post(struct request *r)
{
	struct survey s;
	struct survey_question *all, old, q;
	size_t n;
	const char *see;
	enum result rc = open_question(r, &s, &old);

	if (!rc)
		rc = survey_questions(r, s.id, &all, &n);
	if (rc)
		return rc;
	q = old;
	rc = read_question(r, all, n, &q);
	if (rc) {
		enum result shown = show(r, &s, &q);

		return shown ? shown : rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/surveys/%s", s.id),
	    "changed");
	deed_begin(r);
	record_change(r, &survey_question_record, &old, &q);
	return request_see(r, deed_commit(r, see), see);
}
