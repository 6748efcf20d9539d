
#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/dispatch/dispatch_private.h"
#include "features/dispatch/dispatch_sql.h"

struct line {
	const char *url, *number, *kind, *agency, *child, *child_url, *asked;
	const char *state, *person, *planned;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, number),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, agency),
	SLOT_TEXT(line, child),
	SLOT_TEXT(line, child_url),
	SLOT_TEXT(line, asked),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, person),
	SLOT_TEXT(line, planned),
};

struct list {
	const char *heading, *other_url, *other_label;
	const struct html *count, *nav, *states;
	struct html_list rows;
	bool is_centre;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, heading),
	SLOT_TEXT(list, other_url),
	SLOT_TEXT(list, other_label),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_HTML(list, states),
	SLOT_LIST(list, rows, line_slots, struct line),
	SLOT_FLAG(list, is_centre),
};

TEMPLATE(dispatch_list_page, "src/features/dispatch/list.html", list_slots);

static const char *
day(struct request *r, const char *s)
{
	return s ? date_short(r->mem, s) : NULL;
}

static struct line
line_of(struct request *r, const struct dispatch *d, const struct rows *rows,
    size_t i)
{
	const char *name = d->child ? child_name(r, d->child) : NULL;

	return (struct line){
		.url = arena_fmt(r->mem, "/dispatches/%s", d->id),
		.number = d->number,
		.kind = codes_label(r->codes, "dispatch_kind", d->kind),
		.agency = d->agency ? rows_cell(rows, i, "agency_name") :
		    "センター",
		.child = name ? arena_fmt(r->mem, "%sさん", name) : NULL,
		.child_url = name ? arena_fmt(r->mem, "/children/%s",
		    d->child) : NULL,
		.asked = day(r, d->asked_on),
		.state = codes_label(r->codes, "dispatch_state", d->state),
		.person = rows_cell(rows, i, "person_name"),
		.planned = day(r, d->carried_on ? d->carried_on :
		    d->planned_on),
	};
}

/* GET /dispatches: under way; ?over=1 what is over; ?state=S. */
enum result
dispatch_list_get(struct request *r)
{
	bool over = request_query(r, "over") != NULL;
	const char *state = request_query(r, "state");
	struct list p = {
		.heading = over ? "終わった依頼" : "進んでいる依頼",
		.other_url = over ? "/dispatches" : "/dispatches?over=1",
		.other_label = over ? "進んでいる依頼" : "終わった依頼",
		.is_centre = access_centre_writes(r),
	};
	struct page page = { .title = "派遣", .menu = "/dispatches" };
	struct rows rows = { 0 };
	struct line *lines;
	struct pager pager;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = dispatch_sql_count(r, state, over, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = dispatch_sql_list(r, state, over, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct dispatch d;

		if (record_load(r, &dispatch_record, &rows, i, &d))
			lines[n++] = line_of(r, &d, &rows, i);
	}
	p.rows = (struct html_list){ lines, n };
	p.states = form_options(r, "dispatch_state", state, "すべて");
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &dispatch_list_page, &p);
}
