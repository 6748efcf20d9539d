#include <string.h>

#include "app/codes.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_review.h"
#include "features/evacuation/evacuation_sql.h"

/* The plans of a child beside her timeline: one line a place. */
struct line {
	const char *href, *what, *day, *more;
};

struct panel_page {
	const char *child;
	struct html_list rows;
	bool may_write;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, href),
	SLOT_TEXT(line, what),
	SLOT_TEXT(line, day),
	SLOT_TEXT(line, more),
};

static const struct slot slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_LIST(panel_page, rows, line_slots, struct line),
	SLOT_FLAG(panel_page, may_write),
};

TEMPLATE(plan_panel_part, "src/features/evacuation/panel.html", slots);

static struct line
line_of(struct request *r, const struct plan *p)
{
	return (struct line){ arena_fmt(r->mem, "/plans/%s", p->id),
	    arena_fmt(r->mem, "%sの避難計画 第%lld版", codes_label(r->codes,
	    "plan_place", p->place), (long long)p->edition),
	    arena_fmt(r->mem, "%s%s%s", codes_label(r->codes, "plan_state",
	    p->state), p->valid_until ? "、見直し" : "", p->valid_until ?
	    date_era(r->mem, p->valid_until) : ""),
	    plan_is_in_force(p) ? plan_review_says(r, p) : NULL };
}

enum result
plan_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page page = { .child = child,
	    .may_write = request_may(r, CHILD_WRITE) };
	struct rows rows = { 0 };
	struct line *lines;
	size_t n = 0;
	enum result rc = parts_any(r, &plan_record, child) ?
	    evacuation_sql_plans(r, child, &rows) : OK;

	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct plan p;

		if (record_load(r, &plan_record, &rows, i, &p) &&
		    !plan_is(&p, "revised"))
			lines[n++] = line_of(r, &p);
	}
	page.rows = (struct html_list){ lines, n };
	*out = html_part(r, &plan_panel_part, &page);
	return OK;
}
