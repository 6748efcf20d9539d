#include "app/plain.h"

#include <string.h>

#include "app/deed.h"
#include "app/page.h"
#include "app/page_frame.h"
#include "app/record_page.h"
#include "app/route.h"
#include "app/site.h"
#include "base/date.h"

struct cell {
	const char *text, *url;		/* url: of the first cell of a row */
};

struct line {
	struct html_list cells;
};

struct heading {
	const char *label;
};

struct list_page {
	const char *title, *path;
	bool may_write;
	struct html_list headings, lines;
	const struct html *count, *nav;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(cell, text),
	SLOT_TEXT(cell, url),
};

static const struct slot line_slots[] = {
	SLOT_LIST(line, cells, cell_slots, struct cell),
};

static const struct slot heading_slots[] = {
	SLOT_TEXT(heading, label),
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list_page, title),
	SLOT_TEXT(list_page, path),
	SLOT_FLAG(list_page, may_write),
	SLOT_LIST(list_page, headings, heading_slots, struct heading),
	SLOT_LIST(list_page, lines, line_slots, struct line),
	SLOT_HTML(list_page, count),
	SLOT_HTML(list_page, nav),
};

TEMPLATE(plain_list, "src/app/list.html", list_slots);

struct fact {
	const char *label, *text;
};

struct show_page {
	const char *title, *path, *id;
	bool may_write;
	struct html_list facts;
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(fact, label),
	SLOT_TEXT(fact, text),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show_page, title),
	SLOT_TEXT(show_page, path),
	SLOT_TEXT(show_page, id),
	SLOT_FLAG(show_page, may_write),
	SLOT_LIST(show_page, facts, fact_slots, struct fact),
};

TEMPLATE(plain_show, "src/app/show.html", show_slots);

struct edit_page {
	const char *title, *action, *back;
	const struct html *faults, *hidden, *fields;
};

static const struct slot edit_slots[] = {
	SLOT_TEXT(edit_page, title),
	SLOT_TEXT(edit_page, action),
	SLOT_TEXT(edit_page, back),
	SLOT_HTML(edit_page, faults),
	SLOT_HTML(edit_page, hidden),
	SLOT_HTML(edit_page, fields),
};

TEMPLATE(plain_edit, "src/app/edit.html", edit_slots);

static const char *
path_of(struct request *r, const struct record *rec, const char *id)
{
	return arena_fmt(r->mem, "/%s%s%s", rec->path, id ? "/" : "",
	    id ? id : "");
}

static const char *
title_of(struct request *r, const struct record *rec, const void *obj)
{
	return rec->title ? rec->title(r, obj) :
	    field_shown(r, &rec->fields[0], obj);
}

static size_t
listed(const struct record *rec)
{
	size_t n = 0;

	for (size_t i = 0; i < rec->nfields; i++)
		n += (rec->fields[i].flags & LISTED) != 0;
	return n;
}

static struct html_list
headings_of(struct request *r, const struct record *rec)
{
	struct heading *h = arena_array(r->mem, rec->nfields, sizeof(*h));
	size_t n = 0;

	for (size_t i = 0; i < rec->nfields; i++) {
		if (rec->fields[i].flags & LISTED)
			h[n++].label = rec->fields[i].label;
	}
	return (struct html_list){ h, n };
}

/* A day is short in a table, as in every list. */
static const char *
in_cell(struct request *r, const struct field *f, const void *obj)
{
	const char *s = field_text(r->mem, f, obj);

	return f->kind == KIND_DAY && *s ? date_era(r->mem, s) :
	    field_shown(r, f, obj);
}

static bool
line_of(struct request *r, const struct record *rec, const struct rows *rows,
    size_t row, struct line *line)
{
	struct cell *cells = arena_array(r->mem, listed(rec), sizeof(*cells));
	void *obj = arena_take(r->mem, rec->size);
	size_t n = 0;

	if (!record_load(r, rec, rows, row, obj))
		return false;
	for (size_t i = 0; i < rec->nfields; i++) {
		if (!(rec->fields[i].flags & LISTED))
			continue;
		cells[n].text = in_cell(r, &rec->fields[i], obj);
		if (!n)
			cells[n].url = path_of(r, rec,
			    ((struct record_head *)obj)->id);
		n++;
	}
	*line = (struct line){ { cells, n } };
	return true;
}

static enum result
load_page(struct request *r, const struct record *rec, struct pager *pager,
    struct rows *rows)
{
	int64_t total;
	enum result rc = record_count(r, rec, &total);

	if (rc)
		return rc;
	*pager = pager_of(r, (size_t)total);
	return record_page(r, rec, false, PAGE_ROWS,
	    (pager->page - 1) * PAGE_ROWS, rows);
}

static enum result
list(struct request *r, const struct feature *f, const struct record *rec)
{
	struct list_page p = { .title = rec->label, .path = rec->path,
	    .may_write = request_may(r, rec->write) };
	struct crumb here = { rec->label, NULL };
	struct page page = { .title = rec->label, .menu = f->menu.path };
	struct rows rows = { 0 };
	struct pager pager;
	struct line *lines;
	size_t n = 0;
	enum result rc = load_page(r, rec, &pager, &rows);

	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++)
		n += line_of(r, rec, &rows, i, &lines[n]);
	if (!f->menu.path || strcmp(f->menu.path + 1, rec->path) != 0) {
		page.crumbs = &here;
		page.ncrumbs = 1;
	}
	p.headings = headings_of(r, rec);
	p.lines = (struct html_list){ lines, n };
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &plain_list, &p);
}

/* Its list; where it has none, the first page of its feature. */
static const char *
list_of(struct request *r, const struct feature *f, const struct record *rec)
{
	const char *path = path_of(r, rec, NULL);

	for (size_t i = 0; i < f->nroutes; i++) {
		if (f->routes[i].handle == route_nowhere &&
		    strcmp(f->routes[i].method, "GET") == 0 &&
		    strcmp(f->routes[i].path, path) == 0)
			return f->menu.path;
	}
	return path;
}

static enum result
show(struct request *r, const struct feature *f, const struct record *rec)
{
	void *obj = arena_take(r->mem, rec->size);
	struct fact *facts = arena_array(r->mem, rec->nfields, sizeof(*facts));
	enum result rc = record_get(r, rec, r->arg[0], obj);
	struct show_page p = { .path = rec->path, .id = r->arg[0],
	    .may_write = request_may(r, rec->write) };
	struct page page = { .menu = f->menu.path };
	const char *shown;
	size_t n = 0;

	if (rc)
		return rc;
	p.title = page.title = title_of(r, rec, obj);
	for (size_t i = 0; i < rec->nfields; i++) {
		if (rec->fields[i].flags & HIDDEN ||
		    !record_shows(r, rec, &rec->fields[i], obj))
			continue;
		shown = field_shown(r, &rec->fields[i], obj);
		if (!*shown || strcmp(shown, p.title) == 0)
			continue;
		facts[n++] = (struct fact){ rec->fields[i].label, shown };
	}
	p.facts = (struct html_list){ facts, n };
	page.crumbs = (struct crumb[]){ { rec->label, list_of(r, f, rec) },
	    { p.title, NULL } };
	page.ncrumbs = 2;
	return page_show(r, &page, &plain_show, &p);
}

static enum result
form(struct request *r, const struct feature *f, const struct record *rec,
    const void *obj, const struct html *above)
{
	const char *id = r->arg[0];
	const struct record_head *head = obj;
	struct edit_page p = {
		.title = arena_fmt(r->mem, id ? "%sを直す" : "%sを登録する", rec->label),
		.action = path_of(r, rec, id),
		.back = path_of(r, rec, id),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, head->version),
		.fields = form_record(r, rec, obj),
	};
	struct crumb crumbs[3] = { { rec->label, list_of(r, f, rec) } };
	struct page page = { p.title, f->menu.path, crumbs, 1, false };

	if (id && !r->nfaults)
		crumbs[page.ncrumbs++] = (struct crumb){ title_of(r, rec, obj),
			p.back };
	crumbs[page.ncrumbs++] = (struct crumb){ p.title, NULL };
	return page_show(r, &page, &plain_edit, &p);
}

static enum result
form_new(struct request *r, const struct feature *f, const struct record *rec)
{
	return form(r, f, rec, arena_take(r->mem, rec->size), NULL);
}

static enum result
form_edit(struct request *r, const struct feature *f, const struct record *rec)
{
	void *obj = arena_take(r->mem, rec->size);
	enum result rc = record_get(r, rec, r->arg[0], obj);

	return rc ? rc : form(r, f, rec, obj, NULL);
}

static enum result
add(struct request *r, const struct feature *f, const struct record *rec)
{
	void *obj = arena_take(r->mem, rec->size);
	enum result rc = record_read(r, rec, obj);
	const char *see;

	if (!rc) {
		deed_begin(r);
		record_add(r, rec, obj);
		see = request_saying(r, path_of(r, rec,
		    ((struct record_head *)obj)->id), "added");
		rc = form_taken(r, rec, request_see(r, deed_commit(r, see), see));
	}
	if (rc == INVALID)
		(void)form(r, f, rec, obj, NULL);
	return rc;
}

static enum result
change(struct request *r, const struct feature *f, const struct record *rec)
{
	void *old = arena_take(r->mem, rec->size);
	struct record_head *obj = arena_take(r->mem, rec->size);
	const char *see = request_saying(r, path_of(r, rec, r->arg[0]),
	    "changed");
	enum result rc = record_get(r, rec, r->arg[0], old);

	if (rc)
		return rc;
	memcpy(obj, old, rec->size);
	obj->version = 0;
	rc = record_read(r, rec, obj);
	if (!rc) {
		deed_begin(r);
		record_change(r, rec, old, obj);
		rc = request_see(r, deed_commit(r, see), see);
	}
	if (rc == INVALID)
		(void)form(r, f, rec, obj, NULL);
	if (rc == CONFLICT && !r->repeated &&
	    !record_get(r, rec, r->arg[0], old)) {
		obj->version = ((struct record_head *)old)->version;
		(void)form(r, f, rec, obj, form_conflict(r, rec, obj, old));
	}
	return rc;
}

const struct plain_route plain_routes[] = {
	{ "GET", "", false, false, list },
	{ "GET", "/new", true, false, form_new },
	{ "GET", "/*", false, false, show },
	{ "GET", "/*/edit", true, false, form_edit },
	{ "POST", "", true, false, add },
	{ "POST", "/*", true, false, change },
	{ "GET", "", false, true, api_list },
	{ "GET", "/*", false, true, api_show },
	{ "POST", "", true, true, api_add },
	{ "PUT", "/*", true, true, api_change },
};

const size_t nplain_routes = COUNT(plain_routes);
