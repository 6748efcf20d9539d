#include "features/opendata/opendata_page.h"

#include <string.h>

#include "app/access.h"
#include "app/import_page.h"
#include "app/page.h"
#include "base/date.h"

/* Which files there are, what was taken in, and taking it back. */

struct past_line {
	const char *url, *at, *label, *file_name, *login, *state;
	int64_t added, changed, same, absent, returned;
};

static const struct slot past_line_slots[] = {
	SLOT_TEXT(past_line, url),
	SLOT_TEXT(past_line, at),
	SLOT_TEXT(past_line, label),
	SLOT_TEXT(past_line, file_name),
	SLOT_TEXT(past_line, login),
	SLOT_TEXT(past_line, state),
	SLOT_NUMBER(past_line, added),
	SLOT_NUMBER(past_line, changed),
	SLOT_NUMBER(past_line, same),
	SLOT_NUMBER(past_line, absent),
	SLOT_NUMBER(past_line, returned),
};

struct kind_line {
	const char *label, *credit;
};

static const struct slot kind_line_slots[] = {
	SLOT_TEXT(kind_line, label),
	SLOT_TEXT(kind_line, credit),
};

struct start_page {
	const char *kind_fault, *file_fault;
	const struct html *faults, *hidden, *kinds;
	bool has_past;
	struct html_list past, files;
};

static const struct slot start_slots[] = {
	SLOT_TEXT(start_page, kind_fault),
	SLOT_TEXT(start_page, file_fault),
	SLOT_HTML(start_page, faults),
	SLOT_HTML(start_page, hidden),
	SLOT_HTML(start_page, kinds),
	SLOT_FLAG(start_page, has_past),
	SLOT_LIST(start_page, past, past_line_slots, struct past_line),
	SLOT_LIST(start_page, files, kind_line_slots, struct kind_line),
};

TEMPLATE(opendata_start_page, "src/features/opendata/start.html", start_slots);

struct past_page {
	struct html_list import;
	const char *id;
	const struct html *hidden;
	bool may_undo, undone;
};

static const struct slot past_slots[] = {
	SLOT_LIST(past_page, import, past_line_slots, struct past_line),
	SLOT_TEXT(past_page, id),
	SLOT_HTML(past_page, hidden),
	SLOT_FLAG(past_page, may_undo),
	SLOT_FLAG(past_page, undone),
};

TEMPLATE(opendata_past_page, "src/features/opendata/past.html", past_slots);

static struct past_line
line_of(struct request *r, const struct open_past *p)
{
	const struct open_format *f = open_format_find(p->file);

	return (struct past_line){
		.url = arena_fmt(r->mem, "/opendata/imports/%s", p->id),
		.at = date_instant_label(r->mem, p->at),
		.label = f ? f->label : p->file,
		.file_name = p->file_name,
		.login = p->login,
		.state = p->undone_at ? arena_fmt(r->mem,
		    "取り消し済み（%s、%s）", date_instant_label(r->mem,
		    p->undone_at), p->undone_by) : "取り込み済み",
		.added = p->fates[OPEN_ADDED],
		.changed = p->fates[OPEN_CHANGED],
		.same = p->fates[OPEN_SAME],
		.absent = p->fates[OPEN_ABSENT],
		.returned = p->fates[OPEN_RETURNED],
	};
}

static struct html_list
lines_of(struct request *r, const struct open_past *past, size_t n)
{
	struct past_line *lines = arena_array(r->mem, n + 1, sizeof(*lines));

	for (size_t i = 0; i < n; i++)
		lines[i] = line_of(r, &past[i]);
	return (struct html_list){ lines, n };
}

static const struct html *
kinds(struct request *r, const char *chosen)
{
	struct choice *all = arena_array(r->mem, nopen_formats, sizeof(*all));

	for (size_t i = 0; i < nopen_formats; i++)
		all[i] = (struct choice){ open_formats[i].kind,
		    open_formats[i].label };
	return form_choices(r, all, nopen_formats, chosen, "選んでください");
}

static struct html_list
files(struct request *r)
{
	struct kind_line *lines = arena_array(r->mem, nopen_formats,
	    sizeof(*lines));

	for (size_t i = 0; i < nopen_formats; i++)
		lines[i] = (struct kind_line){ open_formats[i].label,
		    open_formats[i].credit };
	return (struct html_list){ lines, nopen_formats };
}

enum result
opendata_get(struct request *r)
{
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "公開データの取込", NULL } };
	struct page page = { "公開データの取込", "/services", crumbs,
	    COUNT(crumbs), false };
	struct start_page p = { .faults = form_faults(r),
	    .hidden = form_hidden(r, 0),
	    .kind_fault = request_fault_of(r, "kind"),
	    .file_fault = request_fault_of(r, "file"),
	    .kinds = kinds(r, request_form(r, "kind")), .files = files(r) };
	struct open_past *past;
	size_t n;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = open_sql_past(r, "", &past, &n);
	if (rc)
		return rc;
	p.past = lines_of(r, past, n);
	p.has_past = n > 0;
	return page_show(r, &page, &opendata_start_page, &p);
}

enum result
opendata_import_get(struct request *r)
{
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "公開データの取込", "/opendata" }, { "取り込んだもの", NULL } };
	struct page page = { "取り込んだもの", "/services", crumbs,
	    COUNT(crumbs), false };
	struct past_page p = { .id = r->arg[0], .hidden = form_hidden(r, 0) };
	struct open_past *past;
	size_t n;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	rc = open_sql_past(r, r->arg[0], &past, &n);
	if (rc || !n)
		return rc ? rc : MISSING;
	p.import = lines_of(r, past, n);
	p.may_undo = past[0].last;
	p.undone = past[0].undone_at != NULL;
	return page_show(r, &page, &opendata_past_page, &p);
}

enum result
opendata_undo_post(struct request *r)
{
	const char *see = request_saying(r, "/opendata", "undone");
	size_t undone, left;

	if (!access_is_centre(r))
		return DENIED;
	return request_see(r, opendata_undo(r, r->arg[0], &undone, &left), see);
}
