#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"
#include "features/child/child.h"

/* The book: approved cases for everybody, and those under way for whoever may
 * work on them. */
struct line {
	const char *url, *title, *care, *age_band, *region, *month, *state,
	    *child;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, care),
	SLOT_TEXT(line, age_band),
	SLOT_TEXT(line, region),
	SLOT_TEXT(line, month),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, child),
};

struct list {
	const struct html *cares, *regions, *count, *nav;
	struct html_list rows, working;
};

static const struct slot list_slots[] = {
	SLOT_HTML(list, cares),
	SLOT_HTML(list, regions),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, rows, line_slots, struct line),
	SLOT_LIST(list, working, line_slots, struct line),
};

TEMPLATE(casebook_list_page, "src/features/casebook/list.html", list_slots);

static struct line
line_of(struct request *r, const struct casebook *c)
{
	return (struct line){
		.url = arena_fmt(r->mem, "/cases/%s", c->id),
		.title = c->title,
		.care = c->care ? codes_labels(r->mem, r->codes, "care",
		    c->care, "、") : "",
		.age_band = codes_label(r->codes, "age_band", c->age_band),
		.region = codes_label(r->codes, "region", c->region),
		.month = c->approved_on ? casebook_month(r, c->approved_on) : "",
		.state = codes_label(r->codes, "casebook_state", c->state),
	};
}

static enum result
fill_working(struct request *r, struct list *p)
{
	struct rows rows = { 0 };
	struct line *lines;
	size_t n = 0;
	enum result rc;

	if (!access_is_centre(r) || !request_may(r, CHILD_WRITE))
		return OK;
	rc = casebook_sql_working(r, &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *child = rows_cell(&rows, i, "child"), *name;
		struct casebook c;

		if (!casebook_may_make(r, child) ||
		    !record_load(r, &casebook_record, &rows, i, &c))
			continue;
		name = child_name(r, child);
		lines[n] = line_of(r, &c);
		lines[n++].child = name ? arena_fmt(r->mem, "%sさん", name) : "";
	}
	p->working = (struct html_list){ lines, n };
	return rc;
}

/* GET /cases?care=C&region=R */
enum result
casebook_list_get(struct request *r)
{
	const char *care = request_query(r, "care");
	const char *region = request_query(r, "region");
	struct crumb here = { "事例集", NULL };
	struct page page = { .title = here.label, .menu = "/dispatches",
		.crumbs = &here, .ncrumbs = 1 };
	struct list p = { 0 };
	struct rows rows = { 0 };
	struct line *lines;
	struct pager pager;
	int64_t total = 0;
	size_t n = 0;
	enum result rc;

	/* A code of no list finds nothing, and stands in no pattern. */
	if (care && !codes_find(r->codes, "care", care))
		care = NULL;
	rc = casebook_sql_approved_count(r, care, region, &total);
	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = casebook_sql_approved(r, care, region, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (!rc)
		rc = fill_working(r, &p);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct casebook c;

		if (record_load(r, &casebook_record, &rows, i, &c))
			lines[n++] = line_of(r, &c);
	}
	p.rows = (struct html_list){ lines, n };
	p.cares = form_options(r, "care", care, "すべて");
	p.regions = form_options(r, "region", region, "すべて");
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &casebook_list_page, &p);
}
