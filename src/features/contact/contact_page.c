#include "features/contact/contact_page.h"

#include <string.h>

#include "app/access.h"
#include "app/charge.h"
#include "app/codes.h"
#include "app/page.h"
#include "app/record_json.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/contact/contact_sql.h"

enum { TIMELINE = 20 };

struct panel_page {
	const char *child;
	const struct html *hidden, *methods, *requesters;
	bool may_write;
	struct html_list contacts;
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_HTML(panel_page, hidden),
	SLOT_HTML(panel_page, methods),
	SLOT_HTML(panel_page, requesters),
	SLOT_FLAG(panel_page, may_write),
	SLOT_LIST(panel_page, contacts, contact_row_slots, struct contact_row),
};

TEMPLATE(contact_panel_page, "src/features/contact/panel.html", panel_slots);

enum result
contact_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page p = { .child = child,
	    .may_write = request_may(r, CHILD_WRITE) };
	struct rows rows = { 0 };
	enum result rc = contact_sql_of_child(r, child, TIMELINE, &rows);

	if (rc)
		return rc;
	p.contacts = contact_rows_of_child(r, &rows);
	p.hidden = form_hidden(r, 0);
	p.methods = form_options(r, "method", "phone", NULL);
	p.requesters = form_options(r, "requester", NULL, "選んでください");
	*out = html_part(r, &contact_panel_page, &p);
	return OK;
}

struct list {
	const char *from, *to, *child_name, *child;
	const struct html *methods, *requesters, *count, *nav;
	bool may_write, has_intakes, filtered;
	struct html_list contacts;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, from),
	SLOT_TEXT(list, to),
	SLOT_TEXT(list, child_name),
	SLOT_TEXT(list, child),
	SLOT_HTML(list, methods),
	SLOT_HTML(list, requesters),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_FLAG(list, may_write),
	SLOT_FLAG(list, has_intakes),
	SLOT_FLAG(list, filtered),
	SLOT_LIST(list, contacts, contact_row_slots, struct contact_row),
};

TEMPLATE(contact_list_page, "src/features/contact/list.html", list_slots);

/* A day of the filter as typed; what cannot be read leaves the end open. */
static const char *
day_or(struct request *r, const char *name, const char *open)
{
	const char *typed = request_asked(r, name);
	const char *day = typed ? date_read(r->mem, typed, r->today) : NULL;

	return day ? day : open;
}

enum result
contact_list_get(struct request *r)
{
	struct contact_filter f = {
		.from = day_or(r, "from", "0000-01-01"),
		.to = day_or(r, "to", "9999-12-31"),
		.child = request_asked(r, "child"),
		.method = request_asked(r, "method"),
		.requester = request_asked(r, "requester"),
	};
	struct list p = { .from = request_query(r, "from"),
	    .to = request_query(r, "to"), .child = f.child,
	    .may_write = request_may(r, CHILD_WRITE) && access_is_centre(r),
	    .has_intakes = !charge_permits(r, CHARGE_INDIVIDUAL) };
	struct page page = { .title = "相談・支援記録", .menu = "/contacts" };
	struct rows rows = { 0 };
	struct child child;
	struct pager pager;
	int64_t total;
	enum result rc;

	f.whole = !f.child && !f.method && !f.requester &&
	    !request_asked(r, "from") && !request_asked(r, "to");
	rc = contact_sql_count(r, &f, &total);
	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = contact_sql_list(r, &f, (pager.page - 1) * PAGE_ROWS, PAGE_ROWS,
	    &rows);
	if (rc)
		return rc;
	if (f.child && !record_get(r, &child_record, f.child, &child))
		p.child_name = child.name;
	p.contacts = contact_rows_of(r, &rows);
	p.methods = form_options(r, "method", f.method, "すべて");
	p.requesters = form_options(r, "requester", f.requester, "すべて");
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	p.filtered = f.child || f.method || f.requester || request_asked(r, "from") ||
	    request_asked(r, "to");
	return page_show(r, &page, &contact_list_page, &p);
}

struct told {
	const char *label, *text;
};

struct version {
	const char *at, *login;
	struct html_list facts;
};

struct show {
	const char *id, *title, *child, *child_url;
	const struct html *body, *hidden, *panels;
	bool may_write, step_open, shut;
	struct html_list facts, versions, others;
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(told, label),
	SLOT_TEXT(told, text),
};

static const struct slot version_slots[] = {
	SLOT_TEXT(version, at),
	SLOT_TEXT(version, login),
	SLOT_LIST(version, facts, fact_slots, struct told),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, child_url),
	SLOT_HTML(show, body),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, panels),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, step_open),
	SLOT_FLAG(show, shut),
	SLOT_LIST(show, facts, fact_slots, struct told),
	SLOT_LIST(show, versions, version_slots, struct version),
	SLOT_LIST(show, others, contact_row_slots, struct contact_row),
};

TEMPLATE(contact_show_page, "src/features/contact/show.html", show_slots);

/* All that is filled in; on the page itself child and text stand apart. */
static struct html_list
facts_of(struct request *r, const struct contact *c, bool all)
{
	struct told *facts = arena_array(r->mem, contact_record.nfields,
	    sizeof(*facts));
	size_t n = 0;

	for (size_t i = 0; i < contact_record.nfields; i++) {
		const struct field *f = &contact_record.fields[i];
		const char *s = field_shown(r, f, c);

		if (*s && strcmp(f->name, "visit") != 0 && (all || (strcmp(f->name, "child") != 0 &&
		    strcmp(f->name, "body") != 0)))
			facts[n++] = (struct told){ f->label, s };
	}
	return (struct html_list){ facts, n };
}

static enum result
earlier_versions(struct request *r, const char *id, struct html_list *out)
{
	struct rows rows = { 0 };
	enum result rc = contact_sql_revisions(r, id, &rows);
	struct version *v;

	if (rc)
		return rc;
	v = arena_array(r->mem, rows.nrows, sizeof(*v));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct contact c = { 0 };

		rc = record_from_json(r, &contact_record,
		    rows_cell(&rows, i, "body"), &c);
		if (rc)
			return rc;
		v[i] = (struct version){
		    date_instant_label(r->mem, rows_cell(&rows, i, "at")),
		    rows_cell(&rows, i, "login"), facts_of(r, &c, true) };
	}
	*out = (struct html_list){ v, rows.nrows };
	return OK;
}

static enum result
fill_others(struct request *r, const struct contact *c, struct show *p)
{
	struct rows rows = { 0 };
	enum result rc = contact_sql_of_visit(r, c, &rows);

	if (!rc)
		p->others = contact_rows_of(r, &rows);
	return rc;
}

enum result
contact_show_get(struct request *r)
{
	struct contact c;
	struct child child;
	struct show p = { .id = r->arg[0],
	    .may_write = request_may(r, CHILD_WRITE) };
	struct crumb crumbs[] = { { "記録", "/contacts" }, { NULL, NULL } };
	struct page page = { .menu = "/contacts", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	enum result rc = record_get(r, &contact_record, r->arg[0], &c);

	if (!rc)
		rc = earlier_versions(r, c.id, &p.versions);
	if (!rc)
		rc = panels_of(r, &contact_record, c.child, c.id, &p.panels);
	if (!rc)
		rc = fill_others(r, &c, &p);
	if (rc)
		return rc;
	if (c.child && !record_get(r, &child_record, c.child, &child)) {
		p.child = child.name;
		p.child_url = arena_fmt(r->mem, "/children/%s", child.id);
	}
	p.facts = facts_of(r, &c, false);
	p.body = c.body ? html_lines(r->mem, c.body) : NULL;
	p.shut = !record_shows(r, &contact_record,
	    record_field(&contact_record, "body"), &c);
	p.hidden = form_hidden(r, c.version);
	p.step_open = c.next_step && !c.next_done_on;
	p.title = page.title = crumbs[1].label = arena_fmt(r->mem, "%sの記録",
	    date_long(r->mem, c.on_day));
	return page_show(r, &page, &contact_show_page, &p);
}
