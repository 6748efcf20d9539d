#include "features/questionnaire/questionnaire.h"

#include <string.h>

#include "app/open.h"
#include "app/page.h"
#include "base/date.h"
#include "public/public.h"
#include "public/public_inbox.h"
#include "public/public_sql.h"

/* GET and POST /questionnaires/ADDRESS: asked before and after a training, of
 * people nobody can name. The page is the same for all; nothing of who answers
 * is looked at, kept or logged. */

struct asked {
	const char *id, *title, *intro, *opens_on, *closes_on, *phase;
	struct questionnaire_question *questions;
	size_t n;
};

struct questionnaire_page {
	const char *id, *title, *intro, *closes, *phase, *phase_label, *shut,
	    *recipe, *words, *words_fault, *centre;
	const struct html *faults, *form;
	bool choosing;
};

static const struct slot slots[] = {
	SLOT_TEXT(questionnaire_page, id),
	SLOT_TEXT(questionnaire_page, title),
	SLOT_TEXT(questionnaire_page, intro),
	SLOT_TEXT(questionnaire_page, closes),
	SLOT_TEXT(questionnaire_page, phase),
	SLOT_TEXT(questionnaire_page, phase_label),
	SLOT_TEXT(questionnaire_page, shut),
	SLOT_TEXT(questionnaire_page, recipe),
	SLOT_TEXT(questionnaire_page, words),
	SLOT_TEXT(questionnaire_page, words_fault),
	SLOT_TEXT(questionnaire_page, centre),
	SLOT_HTML(questionnaire_page, faults),
	SLOT_HTML(questionnaire_page, form),
	SLOT_FLAG(questionnaire_page, choosing),
};

static TEMPLATE(ask_page, "src/public/questionnaire.html", slots);
static TEMPLATE(sent_page, "src/public/questionnaire_sent.html", slots);

static enum result
load(struct request *r, struct asked *a)
{
	struct rows of = { 0 }, rows = { 0 };
	const char *phase = request_query(r, "phase");
	enum result rc = public_sql_questionnaire(r, r->arg[0], &of);

	if (!rc)
		rc = public_sql_questions(r, r->arg[0], &rows);
	if (rc)
		return rc;
	*a = (struct asked){ rows_cell(&of, 0, "id"),
		rows_cell(&of, 0, "title"), rows_cell(&of, 0, "intro"),
		rows_cell(&of, 0, "opens_on"), rows_cell(&of, 0, "closes_on"),
		phase && (strcmp(phase, "before") == 0 ||
		strcmp(phase, "after") == 0) ? phase : NULL,
		arena_array(r->mem, rows.nrows + 1, sizeof(*a->questions)),
		rows.nrows };
	for (size_t i = 0; i < rows.nrows; i++)
		a->questions[i] = (struct questionnaire_question){
			.code = rows_cell(&rows, i, "code"),
			.asked = rows_cell(&rows, i, "asked"),
			.kind = rows_cell(&rows, i, "kind"),
			.says = rows_cell(&rows, i, "says"),
			.options = rows_cell(&rows, i, "options"),
			.required = rows_cell(&rows, i, "required"),
		};
	return OK;
}

/* NULL: it can be answered. */
static const char *
shut(struct request *r, const struct asked *a)
{
	if (strcmp(r->today, a->opens_on) < 0)
		return arena_fmt(r->mem, "%sから答えられます。", date_long(r->mem,
		    a->opens_on));
	if (strcmp(r->today, a->closes_on) > 0)
		return "このアンケートはしめ切りました。ありがとうございました。";
	return public_inbox_is_open(r) ? NULL :
	    "いまは、この画面からは受け付けていません。";
}

static enum result
show(struct request *r, const struct asked *a, const struct template *t)
{
	const struct open_site *o = r->site->open;
	const char *words = request_form(r, "words");
	const struct crumb crumbs[] = { { "アンケート", NULL } };
	const struct page page = { .title = t == &sent_page ?
	    "回答を受け付けました" : a->title, .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct questionnaire_page p = {
		.id = a->id, .title = a->title, .intro = a->intro,
		.closes = date_long(r->mem, a->closes_on), .phase = a->phase,
		.phase_label = a->phase && strcmp(a->phase, "after") == 0 ?
		    "研修の後" : "研修の前",
		.shut = shut(r, a), .recipe = QUESTIONNAIRE_RECIPE,
		.words = words ? words : "",
		.words_fault = request_fault_of(r, "words"),
		.centre = *o->centre ? o->centre : "支援センター",
		.faults = form_faults(r), .choosing = !a->phase,
	};

	if (a->phase && t == &ask_page)
		p.form = questionnaire_form(r, a->questions, a->n, a->phase);
	return page_show(r, &page, t, &p);
}

static enum result
questionnaire_get(struct request *r)
{
	struct asked a;
	enum result rc = load(r, &a);

	return rc ? rc : show(r, &a, &ask_page);
}

static enum result
sent_get(struct request *r)
{
	struct asked a;
	enum result rc = load(r, &a);

	return rc ? rc : show(r, &a, &sent_page);
}

/* A field that people do not see is filled in by programs alone. */
static bool
is_program(struct request *r)
{
	const char *trap = request_form(r, "website");

	return trap && *trap;
}

static enum result
put(struct request *r, const struct asked *a, const char *words,
    const char *members)
{
	unsigned nth = public_inbox_times(r, arena_fmt(r->mem, "%s %s %s",
	    a->id, a->phase, words));
	enum result rc = public_inbox_answer(r, questionnaire_letter(r, a->id,
	    a->phase, words, nth, members));

	if (rc == CONFLICT)
		request_fault(r, "words", "いまはたくさん届いていて、受け取れません"
		    "でした。時間をおいて、もう一度送ってください。");
	else if (rc == INVALID)
		request_fault(r, "words", "全体で長すぎます。自由に書く欄を短く"
		    "してください。");
	else
		return rc;
	return OK;
}

/* POST /questionnaires/ADDRESS?phase=before */
static enum result
questionnaire_post(struct request *r)
{
	const char *closed, *words, *members;
	struct asked a;
	enum result rc = load(r, &a);

	if (rc)
		return rc;
	closed = shut(r, &a);
	if (closed || !a.phase) {
		request_fault(r, "words", closed ? closed :
		    "研修の前か後かを選んでください。");
		rc = show(r, &a, &ask_page);
		return rc ? rc : INVALID;
	}
	members = questionnaire_read(r, a.questions, a.n, a.phase);
	words = questionnaire_words(r, request_form(r, "words"));
	if (words && !r->nfaults && !*members)
		request_fault(r, "words", "どの質問にも答えがありません。");
	if (!r->nfaults && !is_program(r))
		rc = put(r, &a, words, members);
	if (rc)
		return rc;
	if (r->nfaults) {
		rc = show(r, &a, &ask_page);
		return rc ? rc : INVALID;
	}
	return request_see(r, OK, arena_fmt(r->mem, "/questionnaires/%s/sent",
	    a.id));
}

static const struct route routes[] = {
	{ "GET", "/questionnaires/*", EVERYONE, questionnaire_get },
	{ "POST", "/questionnaires/*", EVERYONE, questionnaire_post },
	{ "GET", "/questionnaires/*/sent", EVERYONE, sent_get },
};

extern const struct feature public_questionnaire_feature;
const struct feature public_questionnaire_feature = {
	.name = "questionnaire",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&questionnaire_form_part, &ask_page, &sent_page),
};
