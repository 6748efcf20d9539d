#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/coordinator/coordinator_private.h"
#include "features/coordinator/coordinator_sql.h"

/* Who supports a child: beside the timeline, and the page where it is kept. */
struct line {
	const char *part, *who, *agency, *phone, *hours, *period, *edit, *ending;
	const struct html *note, *hidden;
	bool over;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, part),
	SLOT_TEXT(line, who),
	SLOT_TEXT(line, agency),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, hours),
	SLOT_TEXT(line, period),
	SLOT_TEXT(line, edit),
	SLOT_TEXT(line, ending),
	SLOT_HTML(line, note),
	SLOT_HTML(line, hidden),
	SLOT_FLAG(line, over),
};

struct list {
	const char *child, *name, *add, *proposal;
	struct html_list lines;
	bool may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, child),
	SLOT_TEXT(list, name),
	SLOT_TEXT(list, add),
	SLOT_TEXT(list, proposal),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(supporter_panel_page, "src/features/coordinator/panel.html",
    list_slots);
TEMPLATE(supporter_list_page, "src/features/coordinator/supporters.html",
    list_slots);

const char *
supporter_path(struct request *r, const char *child)
{
	return arena_fmt(r->mem, "/children/%s/supporters", child);
}

/* Whether this person may write down who supports that child. */
static bool
supporter_may_write(struct request *r, const char *child)
{
	const struct grant *grant;

	return child && request_may(r, CHILD_WRITE) &&
	    !access_grant(r, child, &grant) &&
	    grant_shows(grant, CLASS_CONTACT);
}

static const char *
period_of(struct request *r, const struct supporter *s)
{
	return arena_fmt(r->mem, "%s～%s", date_era(r->mem, s->from_on),
	    s->to_on ? date_era(r->mem, s->to_on) : "");
}

static struct line
line_of(struct request *r, const struct supporter *s,
    const struct rows *rows, size_t i, bool may_write)
{
	bool over = s->to_on && strcmp(s->to_on, r->today) < 0;
	bool begun = strcmp(s->from_on, r->today) <= 0;
	bool last = s->to_on && strcmp(s->to_on, r->today) == 0;
	struct line l = {
		.part = codes_label(r->codes, "supporter_part", s->part),
		.who = s->name,
		.agency = s->agency ? rows_cell(rows, i, "agency_name") : NULL,
		.phone = s->phone ? s->phone : s->agency ?
		    rows_cell(rows, i, "agency_phone") : NULL,
		.hours = s->hours,
		.period = period_of(r, s),
		.note = s->note ? html_lines(r->mem, s->note) : NULL,
		.hidden = form_hidden(r, 0),
		.over = over,
	};

	if (!may_write || over)
		return l;
	l.edit = arena_fmt(r->mem, "/supporters/%s/edit", s->id);
	if (begun && !last)
		l.ending = arena_fmt(r->mem, "/supporters/%s/ending", s->id);
	return l;
}

static enum result
fill(struct request *r, const char *child, bool all, struct list *p)
{
	struct rows rows = { 0 };
	enum result rc = parts_any(r, &supporter_record, child) ?
	    supporter_sql_of_child(r, child, all, &rows) : OK;
	struct line *lines;
	size_t n = 0;

	if (rc)
		return rc;
	p->child = child;
	p->may_write = supporter_may_write(r, child);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct supporter s;

		if (record_load(r, &supporter_record, &rows, i, &s))
			lines[n++] = line_of(r, &s, &rows, i, p->may_write);
	}
	p->lines = (struct html_list){ lines, n };
	return OK;
}

enum result
supporter_panel(struct request *r, const char *child, const struct html **out)
{
	struct list p = { 0 };
	enum result rc = fill(r, child, false, &p);

	if (!rc)
		*out = html_part(r, &supporter_panel_page, &p);
	return rc;
}

/* GET /children/ID/supporters */
enum result
supporter_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "支えている人", NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct list p = { 0 };
	struct child child;
	enum result rc = record_get(r, &child_record, r->arg[0], &child);

	if (!rc)
		rc = fill(r, child.id, true, &p);
	if (rc)
		return rc;
	p.name = child.name;
	p.add = arena_fmt(r->mem, "/supporters/new?child=%s", child.id);
	if (coordinator_may_read(r))
		p.proposal = arena_fmt(r->mem, "/children/%s/coordinator",
		    child.id);
	crumbs[1] = (struct crumb){ arena_fmt(r->mem, "%sさん", child.name),
	    arena_fmt(r->mem, "/children/%s", child.id) };
	page.title = arena_fmt(r->mem, "%sさんを支えている人", child.name);
	return page_show(r, &page, &supporter_list_page, &p);
}

enum result
supporter_new_get(struct request *r)
{
	struct supporter s = { .child = request_query(r, "child"),
	    .from_on = r->today };

	return coordinator_form_new(r, &supporter_record, &s);
}

enum result
supporter_add_post(struct request *r)
{
	struct supporter s = { 0 };

	return coordinator_form_add(r, &supporter_record, &s);
}

static enum result
load(struct request *r, struct supporter *s)
{
	return record_get(r, &supporter_record, r->arg[0], s);
}

enum result
supporter_row_get(struct request *r)
{
	struct supporter s;
	enum result rc = load(r, &s);

	return request_see(r, rc, rc ? NULL : supporter_path(r, s.child));
}

enum result
supporter_edit_get(struct request *r)
{
	return coordinator_form_edit(r, &supporter_record);
}

enum result
supporter_change_post(struct request *r)
{
	return coordinator_form_change(r, &supporter_record);
}

/* Today is the last day. CONFLICT when it has not begun or has ended. */
enum result
supporter_ending_post(struct request *r)
{
	struct supporter old, s;
	enum result rc = load(r, &old);
	const char *see;

	if (rc)
		return rc;
	if (strcmp(old.from_on, r->today) > 0 ||
	    (old.to_on && strcmp(old.to_on, r->today) <= 0))
		return CONFLICT;
	s = old;
	s.to_on = r->today;
	see = request_saying(r, supporter_path(r, s.child), "changed");
	deed_begin(r);
	record_change(r, &supporter_record, &old, &s);
	return request_see(r, deed_commit(r, see), see);
}
