#include "app/access.h"
#include "base/date.h"
#include "features/outage/outage_private.h"

/* Which events there are, and that one goes on, at the top of the day's page. */
struct line {
	const char *url, *title, *began, *closed, *areas;
	int64_t todo;
	bool drill;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, began),
	SLOT_TEXT(line, closed),
	SLOT_TEXT(line, areas),
	SLOT_NUMBER(line, todo),
	SLOT_FLAG(line, drill),
};

struct events {
	struct html_list open, past;
	bool may_declare;
};

static const struct slot events_slots[] = {
	SLOT_LIST(events, open, line_slots, struct line),
	SLOT_LIST(events, past, line_slots, struct line),
	SLOT_FLAG(events, may_declare),
};

TEMPLATE(outage_list_page, "src/features/outage/list.html", events_slots);
TEMPLATE(outage_notice_part, "src/features/outage/notice.html", events_slots);

static enum result
line_of(struct request *r, const struct outage *o, struct line *line)
{
	struct rows areas = { 0 };
	enum result rc = outage_sql_areas(r, o->id, &areas);

	*line = (struct line){ .url = arena_fmt(r->mem, "/outages/%s%s", o->id,
	    outage_is_open(o) || !access_is_centre(r) ? "" : "/report"),
		.title = o->title, .areas = outage_area_label(r, &areas),
		.began = outage_is_open(o) ? outage_clock(r, o->began_at) :
		    date_instant_label(r->mem, o->began_at),
		.closed = o->closed_at ? outage_clock(r, o->closed_at) : NULL,
		.drill = outage_is_drill(o) };
	return rc;
}

static enum result
load(struct request *r, bool open, struct html_list *out)
{
	struct rows rows = { 0 };
	struct line *all;
	struct outage o;
	size_t made = 0;
	enum result rc = outage_sql_events(r, open, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		rc = outage_get(r, rows_cell(&rows, i, "id"), &o);
		if (!rc)
			rc = line_of(r, &o, &all[made]);
		made += !rc;
		if (rc == MISSING)
			rc = OK;
	}
	*out = (struct html_list){ all, made };
	return rc;
}

enum result
outage_list_get(struct request *r)
{
	struct page page = { .title = "停電・災害", .menu = "/evacuation" };
	struct events p = { .may_declare = access_is_centre(r) &&
	    request_may(r, CHILD_WRITE) };
	enum result rc = load(r, true, &p.open);

	if (!rc)
		rc = load(r, false, &p.past);
	page.crumbs = outage_crumbs(r, NULL, NULL, &page.ncrumbs);
	return rc ? rc : page_show(r, &page, &outage_list_page, &p);
}

enum result
outage_notice(struct request *r, const struct html **out)
{
	struct events p = { 0 };
	struct rows rows = { 0 };
	struct outage o;
	struct line *all;
	size_t made = 0;
	enum result rc = request_may(r, CHILD_READ) ?
	    outage_sql_events(r, true, &rows) : OK;

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		rc = outage_get(r, rows_cell(&rows, i, "id"), &o);
		if (rc == MISSING) {
			rc = OK;
			continue;
		}
		if (!rc)
			rc = line_of(r, &o, &all[made]);
		if (!rc)
			rc = outage_todo(r, o.id, &all[made++].todo);
	}
	p.open = (struct html_list){ all, made };
	p.may_declare = access_is_centre(r) && request_may(r, CHILD_WRITE);
	if (!rc && (made || p.may_declare))
		*out = html_part(r, &outage_notice_part, &p);
	return rc;
}
