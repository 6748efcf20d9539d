#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/survey/survey_result_page.h"

/* Who is behind a number of a table: each leads to what they answered. */

struct line {
	const char *url, *name, *region, *kind, *value, *sent;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, region),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, value),
	SLOT_TEXT(line, sent),
};

struct answers_page {
	const char *at, *title, *asked;
	const struct html *nav;
	int64_t count;
	struct html_list lines;
};

static const struct slot slots[] = {
	SLOT_TEXT(answers_page, at),
	SLOT_TEXT(answers_page, title),
	SLOT_TEXT(answers_page, asked),
	SLOT_HTML(answers_page, nav),
	SLOT_NUMBER(answers_page, count),
	SLOT_LIST(answers_page, lines, line_slots, struct line),
};

TEMPLATE(survey_answers_page, "src/features/survey/survey_answers.html",
    slots);

/* One or two classes, as the address names them. */
struct asked {
	struct survey_axis axis;
	size_t class;
	bool given;
};

/* MISSING: there is no such question, or no such class of it. */
static enum result
read_asked(struct request *r, const struct survey_wave *w, const char *axis,
    const char *class, struct asked *a)
{
	const char *name = request_query(r, axis);
	int64_t number;

	a->given = !text_blank(name);
	if (!a->given)
		return OK;
	if (!survey_axis_named(r, w, name, &a->axis) ||
	    text_blank(request_query(r, class)) ||
	    !text_number(request_query(r, class), &number) || number < 0 ||
	    (number >= (int64_t)a->axis.n && number != SURVEY_ASKED &&
	    number != SURVEY_ANSWERED))
		return MISSING;
	a->class = (size_t)number;
	return OK;
}

static const char *
says(struct request *r, const struct asked *a)
{
	return arena_fmt(r->mem, "「%s」：%s", a->axis.title,
	    a->class < a->axis.n ? a->axis.labels[a->class] :
	    a->class == SURVEY_ASKED ? "すべて" : "答えた所");
}

/* What a case answered to the first question of the two. */
static const char *
value_of(struct request *r, const struct survey_wave *w, const struct asked *a,
    size_t i)
{
	size_t q = survey_wave_find(w, a->axis.code);
	const struct survey_question *question;
	const char *value;

	if (q == w->n)
		return NULL;
	question = &w->questions[q];
	value = w->values[i * w->n + q];
	if (value && (survey_is(question, SURVEY_TEXT) ||
	    survey_is(question, SURVEY_TABLE)))
		return "書かれている";
	return survey_value_shown(r, question, value);
}

static void
fill(struct request *r, const struct survey_wave *w, const struct asked *a,
    const struct asked *b, struct answers_page *p)
{
	size_t *at = arena_array(r->mem, w->ncases + 1, sizeof(*at)), n = 0;
	struct line *lines = arena_array(r->mem, PAGE_ROWS, sizeof(*lines));
	struct pager pager;
	size_t from, shown = 0;

	for (size_t i = 0; i < w->ncases; i++) {
		if (survey_axis_holds(&a->axis, i, a->class) && (!b->given ||
		    survey_axis_holds(&b->axis, i, b->class)))
			at[n++] = i;
	}
	pager = pager_of(r, n);
	from = (size_t)(pager.page - 1) * PAGE_ROWS;
	for (size_t k = from; k < n && shown < PAGE_ROWS; k++) {
		const struct survey_case *c = &w->cases[at[k]];

		lines[shown++] = (struct line){ arena_fmt(r->mem,
		    "/survey-recipients/%s", c->recipient), c->name,
		    c->region, c->kind, value_of(r, w, a, at[k]),
		    date_instant_label(r->mem, c->sent_at) };
	}
	p->count = (int64_t)n;
	p->lines = (struct html_list){ lines, shown };
	p->nav = pager_nav(r, &pager);
}

/* GET /surveys/ID/answers?a=CODE&ac=CLASS&b=CODE&bc=CLASS */
enum result
survey_answers_get(struct request *r)
{
	struct survey s;
	struct survey_wave w;
	struct asked a = { 0 }, b = { 0 };
	struct answers_page p = { 0 };
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_wave_load(r, &s, &w);
	if (!rc)
		rc = read_asked(r, &w, "a", "ac", &a);
	if (!rc)
		rc = read_asked(r, &w, "b", "bc", &b);
	if (rc)
		return rc;
	if (!a.given)
		return MISSING;
	p.at = arena_fmt(r->mem, "/surveys/%s", s.id);
	p.title = s.title;
	p.asked = b.given ? arena_fmt(r->mem, "%s　%s", says(r, &a),
	    says(r, &b)) : says(r, &a);
	fill(r, &w, &a, &b, &p);
	{
		struct crumb crumbs[] = { { "調査", "/surveys" },
		    { s.title, p.at }, { "結果", arena_fmt(r->mem,
		    "%s/results", p.at) }, { "答えた所", NULL } };
		struct page page = { "答えた所", "/surveys", crumbs,
		    COUNT(crumbs), false };

		return page_show(r, &page, &survey_answers_page, &p);
	}
}
