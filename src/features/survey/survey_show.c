#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/survey/survey_private.h"

/* One survey: its questions in order, and what can be done with it now. */

struct line {
	const char *id, *asks, *code, *kind, *when, *fills, *edit;
	bool section, required, first, last, draft;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, asks),
	SLOT_TEXT(line, code),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, when),
	SLOT_TEXT(line, fills),
	SLOT_TEXT(line, edit),
	SLOT_FLAG(line, section),
	SLOT_FLAG(line, required),
	SLOT_FLAG(line, first),
	SLOT_FLAG(line, last),
	SLOT_FLAG(line, draft),
};

struct show {
	const char *at, *title, *state, *base, *due, *intro, *from;
	const struct html *faults, *hidden_order, *hidden_state, *hidden_copy;
	struct html_list questions;
	bool may_write, draft, open, closed, movable;
};

static const struct slot slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, base),
	SLOT_TEXT(show, due),
	SLOT_TEXT(show, intro),
	SLOT_TEXT(show, from),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden_order),
	SLOT_HTML(show, hidden_state),
	SLOT_HTML(show, hidden_copy),
	SLOT_LIST(show, questions, line_slots, struct line),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, draft),
	SLOT_FLAG(show, open),
	SLOT_FLAG(show, closed),
	SLOT_FLAG(show, movable),
};

TEMPLATE(survey_show_page, "src/features/survey/show.html", slots);

static struct line
line_of(struct request *r, const struct survey_question *all, size_t i,
    bool draft)
{
	const struct survey_question *q = &all[i];

	return (struct line){
		.id = q->id, .asks = q->asks, .code = q->code,
		.kind = codes_label(r->codes, "survey_kind", q->kind),
		.when = survey_when_told(r, all, i),
		.fills = survey_fill_label(r, q->fills),
		.edit = arena_fmt(r->mem, "/survey-questions/%s/edit", q->id),
		.section = survey_is(q, SURVEY_SECTION),
		.required = q->required && *q->required == '1',
		.draft = draft,
	};
}

static enum result
show(struct request *r, const struct survey *s)
{
	struct crumb crumbs[] = { { "調査", "/surveys" }, { s->title, NULL } };
	struct page page = { s->title, "/surveys", crumbs, COUNT(crumbs),
	    false };
	struct show p = {
		.at = arena_fmt(r->mem, "/surveys/%s", s->id),
		.title = s->title,
		.state = codes_label(r->codes, "survey_state", s->state),
		.base = date_long(r->mem, s->base_on),
		.due = s->due_on ? date_long(r->mem, s->due_on) : NULL,
		.intro = s->intro,
		.from = s->copied_from ? arena_fmt(r->mem, "/surveys/%s",
		    s->copied_from) : NULL,
		.faults = form_faults(r),
		.may_write = request_may(r, CHILD_WRITE),
		.draft = survey_state_is(s, "draft"),
		.open = survey_state_is(s, "open"),
		.closed = survey_state_is(s, "closed"),
	};
	struct survey_question *all;
	struct line *lines;
	size_t n;
	enum result rc = survey_questions(r, s->id, &all, &n);

	if (rc)
		return rc;
	lines = arena_array(r->mem, n + 1, sizeof(*lines));
	for (size_t i = 0; i < n; i++) {
		lines[i] = line_of(r, all, i, p.draft && p.may_write);
		lines[i].first = i == 0;
		lines[i].last = i + 1 == n;
	}
	p.questions = (struct html_list){ lines, n };
	p.movable = p.draft && p.may_write && n > 1;
	p.hidden_order = form_hidden_own(r);
	p.hidden_state = form_hidden(r, s->version);
	p.hidden_copy = form_hidden_own(r);
	return page_show(r, &page, &survey_show_page, &p);
}

/* GET /surveys/ID */
enum result
survey_show_get(struct request *r)
{
	struct survey s;
	enum result rc = survey_open(r, &s);

	return rc ? rc : show(r, &s);
}

enum result
survey_show_again(struct request *r, const struct survey *s, enum result rc)
{
	enum result shown = show(r, s);

	return shown ? shown : rc;
}
