#include <string.h>

#include "app/access.h"
#include "base/date.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

/* Every glass broken in a month, for the meeting that goes through them. */
struct row {
	const char *opened, *url, *name, *person, *reason, *reviewed, *finding;
};

struct list_page {
	const char *month, *previous, *next;
	int64_t total, waiting;
	struct html_list rows;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(row, opened),
	SLOT_TEXT(row, url),
	SLOT_TEXT(row, name),
	SLOT_TEXT(row, person),
	SLOT_TEXT(row, reason),
	SLOT_TEXT(row, reviewed),
	SLOT_TEXT(row, finding),
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list_page, month),
	SLOT_TEXT(list_page, previous),
	SLOT_TEXT(list_page, next),
	SLOT_NUMBER(list_page, total),
	SLOT_NUMBER(list_page, waiting),
	SLOT_LIST(list_page, rows, row_slots, struct row),
};

TEMPLATE(glass_list_page, "src/features/team/glass_list.html", list_slots);

/* First day of the month asked for; what cannot be read is this month. */
static const char *
first_day(struct request *r)
{
	const char *month = request_query(r, "month");
	const char *day = month && strlen(month) == 7 ?
	    arena_fmt(r->mem, "%s-01", month) : NULL;

	if (!day || !date_valid(day))
		day = arena_fmt(r->mem, "%.7s-01", r->today);
	return day;
}

/* The first day of the month in which the day lies that is so far away. */
static const char *
month_near(struct request *r, const char *first, int days)
{
	return arena_fmt(r->mem, "%.7s-01", date_add_days(r->mem, first, days));
}

/* Midnight in Japan, where the day begins, is 15 o'clock of the eve in UTC. */
static const char *
begins_at(struct request *r, const char *day)
{
	return arena_fmt(r->mem, "%sT15:00:00Z", date_add_days(r->mem, day, -1));
}

/* 令和8年11月 */
static const char *
month_label(struct request *r, const char *first)
{
	const char *day = date_long(r->mem, first);
	const char *end = strstr(day, "月");

	return end ? arena_bytes(r->mem, day, (size_t)(end - day) +
	    strlen("月")) : day;
}

static bool
row_of(struct request *r, const struct rows *rows, size_t i, struct row *row)
{
	const char *at;
	struct glass g;

	if (!record_load(r, &glass_record, rows, i, &g))
		return false;
	at = g.reviewed_at ? date_of_instant(r->mem, g.reviewed_at) : NULL;
	*row = (struct row){
		.opened = date_instant_label(r->mem, g.opened_at),
		.url = arena_fmt(r->mem, "/glass/%s", g.id),
		.name = child_name(r, g.child),
		.person = rows_cell(rows, i, "person_name"),
		.reason = g.reason,
		.reviewed = at ? arena_fmt(r->mem, "%s（%s）",
		    rows_cell(rows, i, "reviewer_name"),
		    date_era(r->mem, at)) : NULL,
		.finding = g.finding,
	};
	return true;
}

/* GET /glass?month=2026-11 */
enum result
glass_list_get(struct request *r)
{
	const char *first = first_day(r), *next = month_near(r, first, 31);
	struct list_page p = {
		.month = month_label(r, first),
		.previous = arena_fmt(r->mem, "/glass?month=%.7s",
		    month_near(r, first, -1)),
	};
	struct crumb here = { "緊急に開いた記録", NULL };
	struct page page = { .menu = "/children", .landscape = true,
		.crumbs = &here, .ncrumbs = 1 };
	struct rows rows = { 0 };
	enum result rc = glass_sql_between(r, begins_at(r, first),
	    begins_at(r, next), &rows);
	struct row *all;
	size_t n = 0;

	if (rc || !access_is_centre(r))
		return rc ? rc : MISSING;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		if (!row_of(r, &rows, i, &all[n]))
			continue;
		p.waiting += !all[n++].reviewed;
	}
	if (strcmp(next, r->today) <= 0)
		p.next = arena_fmt(r->mem, "/glass?month=%.7s", next);
	p.total = (int64_t)n;
	p.rows = (struct html_list){ all, n };
	page.title = arena_fmt(r->mem, "緊急に開いた記録 %s", p.month);
	return page_show(r, &page, &glass_list_page, &p);
}
