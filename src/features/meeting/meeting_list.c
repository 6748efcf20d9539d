#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/* Meetings as a list, and those of a child beside her timeline. */
struct line {
	const char *url, *title, *kind, *day, *place, *child, *child_url;
	const char *person, *state;
	bool ahead, unwritten;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, day),
	SLOT_TEXT(line, place),
	SLOT_TEXT(line, child),
	SLOT_TEXT(line, child_url),
	SLOT_TEXT(line, person),
	SLOT_TEXT(line, state),
	SLOT_FLAG(line, ahead),
	SLOT_FLAG(line, unwritten),
};

struct list {
	const char *heading, *other_url, *other_label;
	const struct html *count, *nav;
	struct html_list rows;
	bool may_write, is_centre;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, heading),
	SLOT_TEXT(list, other_url),
	SLOT_TEXT(list, other_label),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, rows, line_slots, struct line),
	SLOT_FLAG(list, may_write),
	SLOT_FLAG(list, is_centre),
};

TEMPLATE(meeting_list_page, "src/features/meeting/list.html", list_slots);

static struct line
line_of(struct request *r, const struct meeting *m, const struct rows *rows,
    size_t i)
{
	const char *name = m->child ? child_name(r, m->child) : NULL;

	return (struct line){
		.url = arena_fmt(r->mem, "/meetings/%s", m->id),
		.title = meeting_title(r, m),
		.kind = m->title ? codes_label(r->codes, "meeting_kind",
		    m->kind) : NULL,
		.day = arena_fmt(r->mem, "%s%s", meeting_is(m, "planned") ?
		    date_short(r->mem, m->on_day) : date_era(r->mem,
		    m->on_day), m->from_at ? arena_fmt(r->mem, " %s",
		    m->from_at) : ""),
		.place = meeting_where(r, m),
		.child = name ? arena_fmt(r->mem, "%sさん", name) : NULL,
		.child_url = name ? arena_fmt(r->mem, "/children/%s",
		    m->child) : NULL,
		.person = rows_cell(rows, i, "person_name"),
		.state = codes_label(r->codes, "meeting_state", m->state),
		.ahead = meeting_is(m, "planned") &&
		    strcmp(m->on_day, r->today) >= 0,
		.unwritten = meeting_is(m, "planned") &&
		    strcmp(m->on_day, r->today) < 0,
	};
}

static struct line *
lines_of(struct request *r, const struct rows *rows, size_t *n)
{
	struct line *lines = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*lines));

	*n = 0;
	for (size_t i = 0; i < rows->nrows; i++) {
		struct meeting m;

		if (record_load(r, &meeting_record, rows, i, &m))
			lines[(*n)++] = line_of(r, &m, rows, i);
	}
	return lines;
}

/* GET /meetings: what is to come or to be written up; ?over=1 the others. */
enum result
meeting_list_get(struct request *r)
{
	bool over = request_query(r, "over") != NULL;
	struct list p = {
		.heading = over ? "終わった会議" : "これからの会議",
		.other_url = over ? "/meetings" : "/meetings?over=1",
		.other_label = over ? "これからの会議" : "終わった会議",
		.may_write = request_may(r, CHILD_WRITE),
		.is_centre = access_is_centre(r),
	};
	struct page page = { .title = "会議", .menu = "/meetings" };
	struct rows rows = { 0 };
	struct pager pager;
	int64_t total = 0;
	enum result rc = meeting_sql_count(r, over, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = meeting_sql_list(r, over, PAGE_ROWS, (pager.page - 1) * PAGE_ROWS,
	    &rows);
	if (rc)
		return rc;
	p.rows.rows = lines_of(r, &rows, &p.rows.n);
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &meeting_list_page, &p);
}

enum { PANEL_PAST = 3 };

struct panel_page {
	const char *child;
	const char *more;
	struct html_list rows;
	bool may_write;
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_TEXT(panel_page, more),
	SLOT_LIST(panel_page, rows, line_slots, struct line),
	SLOT_FLAG(panel_page, may_write),
};

TEMPLATE(meeting_panel_part, "src/features/meeting/panel.html", panel_slots);

/* Those ahead, and the last few. */
enum result
meeting_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page p = { .child = child,
	    .may_write = request_may(r, CHILD_WRITE) };
	struct rows rows = { 0 };
	struct line *lines;
	size_t n, past = 0;
	enum result rc = parts_any(r, &meeting_record, child) ?
	    meeting_sql_of_child(r, child, &rows) : OK;

	if (rc)
		return rc;
	lines = lines_of(r, &rows, &n);
	for (size_t i = 0; i < n && past < PANEL_PAST; i++) {
		past += !lines[i].ahead;
		p.rows.n++;
	}
	p.rows.rows = lines;
	p.more = n > p.rows.n ? arena_fmt(r->mem, "%zu", n - p.rows.n) : NULL;
	*out = html_part(r, &meeting_panel_part, &p);
	return OK;
}
