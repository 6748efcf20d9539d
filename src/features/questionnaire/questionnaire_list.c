#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/questionnaire/questionnaire_sql.h"

/* All questionnaires, and making one. */

enum { MAX_CHOICES = 201 };

#define NONE "none"
#define NO_TRAINING "どの研修のものでもない"

struct line {
	const char *url, *title, *state, *days, *before, *after;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, days),
	SLOT_TEXT(line, before),
	SLOT_TEXT(line, after),
};

struct list {
	bool may_write;
	const char *waiting;
	const struct html *hidden;
	struct html_list lines;
};

static const struct slot list_slots[] = {
	SLOT_FLAG(list, may_write),
	SLOT_TEXT(list, waiting),
	SLOT_HTML(list, hidden),
	SLOT_LIST(list, lines, line_slots, struct line),
};

TEMPLATE(questionnaire_list_page, "src/features/questionnaire/list.html",
    list_slots);

/* GET /questionnaires */
enum result
questionnaire_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", NULL } };
	struct page page = { "事前・事後アンケート", "/trainings", crumbs,
	    COUNT(crumbs), false };
	struct list p = { .may_write = request_may(r, CHILD_WRITE),
		.hidden = form_hidden(r, 0) };
	struct rows rows = { 0 };
	struct line *lines;
	int64_t waiting;
	enum result rc = access_centre(r);

	if (!rc)
		rc = questionnaire_sql_all(r, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	p.lines.rows = lines;
	for (size_t i = 0; i < rows.nrows; i++) {
		struct questionnaire q;

		if (!record_load(r, &questionnaire_record, &rows, i, &q))
			continue;
		lines[p.lines.n++] = (struct line){
			arena_fmt(r->mem, "/questionnaires/%s", q.id), q.title,
			codes_label_short(r->codes, "questionnaire_state",
			    q.state),
			arena_fmt(r->mem, "%s〜%s", date_short(r->mem,
			    q.opens_on), date_short(r->mem, q.closes_on)),
			rows_cell(&rows, i, "before_n"),
			rows_cell(&rows, i, "after_n"),
		};
	}
	waiting = questionnaire_waiting(r);
	p.waiting = waiting ? arena_fmt(r->mem, "%lld", (long long)waiting) :
	    NULL;
	return page_show(r, &page, &questionnaire_list_page, &p);
}

struct new_page {
	const struct html *faults, *hidden, *fields, *abouts;
	const char *id, *about;
	bool choosing;
};

static const struct slot new_slots[] = {
	SLOT_HTML(new_page, faults),
	SLOT_HTML(new_page, hidden),
	SLOT_HTML(new_page, fields),
	SLOT_HTML(new_page, abouts),
	SLOT_TEXT(new_page, id),
	SLOT_TEXT(new_page, about),
	SLOT_FLAG(new_page, choosing),
};

TEMPLATE(questionnaire_new_page, "src/features/questionnaire/new.html",
    new_slots);

/* What it is about: a session, a course, or neither. */
struct about {
	const char *id, *label;
	bool is_session;
};

static const char *
about_label(struct request *r, const struct rows *rows, size_t i)
{
	const char *title = rows_cell(rows, i, "title");
	const char *day = rows_cell(rows, i, "on_day");

	if (!*day)
		return arena_fmt(r->mem, "%s（研修の全体）", title);
	return arena_fmt(r->mem, "%s　%s　第%s回　%s", date_short(r->mem, day),
	    title, rows_cell(rows, i, "number"), rows_cell(rows, i, "theme"));
}

static enum result
show_new(struct request *r, const struct new_page *p)
{
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { "アンケートを作る", NULL } };
	struct page page = { "アンケートを作る", "/trainings", crumbs,
	    COUNT(crumbs), false };

	return page_show(r, &page, &questionnaire_new_page, p);
}

static enum result
choose_about(struct request *r)
{
	struct new_page p = { .choosing = true, .faults = form_faults(r) };
	struct choice choices[MAX_CHOICES] = { { NONE, NO_TRAINING } };
	struct rows rows = { 0 };
	size_t n = 1;
	enum result rc = questionnaire_sql_abouts(r, &rows);

	if (rc)
		return rc;
	for (size_t i = 0; i < rows.nrows && n < MAX_CHOICES; i++)
		choices[n++] = (struct choice){ rows_cell(&rows, i, "id"),
		    about_label(r, &rows, i) };
	p.abouts = form_choices(r, choices, n, n > 1 ? choices[1].value : NONE,
	    NULL);
	return show_new(r, &p);
}

/* Of the sessions and courses there are. */
static enum result
read_about(struct request *r, struct about *a)
{
	struct rows rows = { 0 };
	const char *id = request_query(r, "about");
	enum result rc;

	*a = (struct about){ NONE, NO_TRAINING, false };
	if (!id || strcmp(id, NONE) == 0)
		return OK;
	rc = questionnaire_sql_abouts(r, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (strcmp(rows_cell(&rows, i, "id"), id) != 0)
			continue;
		*a = (struct about){ id, about_label(r, &rows, i),
			*rows_cell(&rows, i, "on_day") != 0 };
		return OK;
	}
	return rc ? rc : MISSING;
}

static enum result
fill_in(struct request *r, const struct about *a,
    const struct questionnaire *q)
{
	struct new_page p = { .faults = form_faults(r), .id = a->id,
		.about = a->label, .hidden = form_hidden(r, 0),
		.fields = form_record(r, &questionnaire_record, q) };

	return show_new(r, &p);
}

/* GET /questionnaires/new?about=ID */
enum result
questionnaire_new_get(struct request *r)
{
	struct questionnaire q = { .opens_on = r->today };
	struct about a;
	enum result rc = access_centre(r);

	if (!rc && !request_query(r, "about"))
		return choose_about(r);
	if (!rc)
		rc = read_about(r, &a);
	return rc ? rc : fill_in(r, &a, &q);
}

/* POST /questionnaires?about=ID */
enum result
questionnaire_post(struct request *r)
{
	struct questionnaire q = { .state = "draft" };
	struct about a;
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = read_about(r, &a);
	if (rc)
		return rc;
	rc = record_read(r, &questionnaire_record, &q);
	if (rc) {
		enum result shown = fill_in(r, &a, &q);

		return shown ? shown : rc;
	}
	if (strcmp(a.id, NONE) != 0)
		*(a.is_session ? &q.session : &q.training) = a.id;
	deed_begin(r);
	(void)questionnaire_begin(r, &q);
	see = request_saying(r, arena_fmt(r->mem, "/questionnaires/%s", q.id),
	    "added");
	return request_see(r, deed_commit(r, see), see);
}
