#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/training/training_needs.h"
#include "features/training/training_sql.h"
#include "features/training/training_tally.h"

/* All courses, and one course with its sessions. */
struct course_line {
	const char *url, *year, *title, *kind, *sessions;
};

static const struct slot course_slots[] = {
	SLOT_TEXT(course_line, url),
	SLOT_TEXT(course_line, year),
	SLOT_TEXT(course_line, title),
	SLOT_TEXT(course_line, kind),
	SLOT_TEXT(course_line, sessions),
};

struct list {
	int64_t year;
	const struct html *count, *nav;
	bool may_write;
	struct html_list lines;
};

static const struct slot list_slots[] = {
	SLOT_NUMBER(list, year),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_FLAG(list, may_write),
	SLOT_LIST(list, lines, course_slots, struct course_line),
};

TEMPLATE(training_list_page, "src/features/training/list.html", list_slots);

struct session_line {
	const char *url, *number, *when, *where, *theme, *seats, *came;
};

static const struct slot session_slots[] = {
	SLOT_TEXT(session_line, url),
	SLOT_TEXT(session_line, number),
	SLOT_TEXT(session_line, when),
	SLOT_TEXT(session_line, where),
	SLOT_TEXT(session_line, theme),
	SLOT_TEXT(session_line, seats),
	SLOT_TEXT(session_line, came),
};

static const struct slot tally_slots[] = {
	SLOT_TEXT(training_tally, label),
	SLOT_NUMBER(training_tally, came),
	SLOT_NUMBER(training_tally, people),
};

struct show {
	const char *at, *id, *title, *kind, *year, *aim, *needed;
	bool may_write, tallied;
	struct html_list lines, professions, places;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kind),
	SLOT_TEXT(show, year),
	SLOT_TEXT(show, aim),
	SLOT_TEXT(show, needed),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, tallied),
	SLOT_LIST(show, lines, session_slots, struct session_line),
	SLOT_LIST(show, professions, tally_slots, struct training_tally),
	SLOT_LIST(show, places, tally_slots, struct training_tally),
};

TEMPLATE(training_show_page, "src/features/training/show.html", show_slots);

/* GET /trainings */
enum result
training_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "研修", NULL } };
	struct page page = { "研修", "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct list p = { .year = date_fiscal_year(r->today),
	    .may_write = request_may(r, CHILD_WRITE) };
	struct course_line *lines;
	struct rows rows = { 0 };
	struct pager pager;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = access_centre(r);

	if (!rc)
		rc = training_sql_count(r, &total);
	pager = pager_of(r, (size_t)total);
	if (!rc)
		rc = training_sql_list(r, 0, PAGE_ROWS,
		    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct training t;

		if (!record_load(r, &training_record, &rows, i, &t))
			continue;
		lines[n++] = (struct course_line){
			.url = arena_fmt(r->mem, "/trainings/%s", t.id),
			.year = date_fiscal_label(r->mem, (int)t.year),
			.title = t.title,
			.kind = codes_label(r->codes, "training_kind", t.kind),
			.sessions = rows_cell(&rows, i, "sessions"),
		};
	}
	p.lines = (struct html_list){ lines, n };
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &training_list_page, &p);
}

static struct session_line
session_line(struct request *r, const struct training_session *s,
    const struct rows *rows, size_t i)
{
	const char *waiting = rows_cell(rows, i, "waiting");
	const char *seated = rows_cell(rows, i, "seated");
	bool unnamed = s->headcount > 0 && strcmp(seated, "0") == 0;
	bool wait = strcmp(waiting, "0") != 0;

	return (struct session_line){
		.url = arena_fmt(r->mem, "/training-sessions/%s", s->id),
		.number = arena_fmt(r->mem, "第%lld回", (long long)s->number),
		.when = training_when(r, s),
		.where = training_where(r, s),
		.theme = s->theme,
		.seats = unnamed ? "" : arena_fmt(r->mem, wait ?
		    "%s人（待ち%s人）" : "%s人", seated, waiting),
		.came = training_came_label(r, s, strtoll(rows_cell(rows, i,
		    "ticked"), NULL, 10)),
	};
}

/* Who came by name, by profession and by organisation. */
static enum result
fill_tallies(struct request *r, const char *training, struct show *p)
{
	struct training_applicant *came;
	struct training_tally *all;
	size_t n, count;
	enum result rc = training_came_load(r, 0, training, &came, &n);

	if (rc)
		return rc;
	p->tallied = n > 0;
	count = training_tally(r, TRAINING_BY_PROFESSION, came, n, &all);
	p->professions = (struct html_list){ all, count };
	count = training_tally(r, TRAINING_BY_ORGANIZATION, came, n, &all);
	p->places = (struct html_list){ all, count };
	return OK;
}

/* GET /trainings/ID */
enum result
training_show_get(struct request *r)
{
	struct training t = { 0 };
	struct training_needs needs;
	const char *needed = NULL;
	struct rows rows = { 0 };
	struct session_line *lines;
	size_t n = 0;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_record, r->arg[0], &t);
	if (!rc)
		rc = training_needs_load(r, &t, &needs, &needed);
	if (!rc)
		rc = training_sql_sessions(r, t.id, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct training_session s;

		if (record_load(r, &training_session_record, &rows, i, &s))
			lines[n++] = session_line(r, &s, &rows, i);
	}
	struct crumb crumbs[] = { { "研修", "/trainings" }, { t.title, NULL } };
	struct page page = { t.title, "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct show p = {
		.at = arena_fmt(r->mem, "/trainings/%s", t.id), .id = t.id,
		.title = t.title,
		.kind = codes_label(r->codes, "training_kind", t.kind),
		.year = date_fiscal_label(r->mem, (int)t.year), .aim = t.aim,
		.needed = needed,
		.may_write = request_may(r, CHILD_WRITE),
		.lines = { lines, n },
	};

	rc = fill_tallies(r, t.id, &p);
	return rc ? rc : page_show(r, &page, &training_show_page, &p);
}
