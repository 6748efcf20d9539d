#include "app/codes.h"
#include "app/page.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/dispatch/dispatch_private.h"
#include "features/dispatch/dispatch_sql.h"

/* Who was asked to come for a child, on the child's page: the latest few. */
enum { PANEL_ROWS = 3 };

struct line {
	const char *url, *kind, *state, *day, *person;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, day),
	SLOT_TEXT(line, person),
};

struct panel_page {
	const char *child, *more;
	struct html_list rows;
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_TEXT(panel_page, more),
	SLOT_LIST(panel_page, rows, line_slots, struct line),
};

TEMPLATE(dispatch_panel_part, "src/features/dispatch/panel.html", panel_slots);

/* The day of the visit; before one is settled, that of the request. */
static const char *
day_of(struct request *r, const struct rows *rows, size_t i)
{
	const char *on = rows_cell(rows, i, "carried_on");

	if (!on)
		on = rows_cell(rows, i, "planned_on");
	return on ? date_era(r->mem, on) : arena_fmt(r->mem, "%s依頼",
	    date_era(r->mem, rows_cell(rows, i, "asked_on")));
}

enum result
dispatch_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page p = { .child = child };
	struct line lines[PANEL_ROWS];
	struct rows rows = { 0 };
	enum result rc = parts_any(r, &dispatch_record, child) ?
	    dispatch_sql_of_child(r, child, &rows) : OK;

	if (rc)
		return rc;
	for (; p.rows.n < rows.nrows && p.rows.n < PANEL_ROWS; p.rows.n++) {
		size_t i = p.rows.n;

		lines[i] = (struct line){
			.url = arena_fmt(r->mem, "/dispatches/%s",
			    rows_cell(&rows, i, "id")),
			.kind = codes_label(r->codes, "dispatch_kind",
			    rows_cell(&rows, i, "kind")),
			.state = codes_label(r->codes, "dispatch_state",
			    rows_cell(&rows, i, "state")),
			.day = day_of(r, &rows, i),
			.person = rows_cell(&rows, i, "person_name"),
		};
	}
	p.rows.rows = lines;
	if (rows.nrows > PANEL_ROWS)
		p.more = arena_fmt(r->mem, "%zu", rows.nrows - PANEL_ROWS);
	*out = html_part(r, &dispatch_panel_part, &p);
	return OK;
}
