#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/directory/directory_provider.h"

/* What became of each value: who, when, from what to what. The centre's. */

struct line {
	const char *at, *label, *before, *after, *source, *told_by, *day,
	    *login;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, at),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, before),
	SLOT_TEXT(line, after),
	SLOT_TEXT(line, source),
	SLOT_TEXT(line, told_by),
	SLOT_TEXT(line, day),
	SLOT_TEXT(line, login),
};

struct show {
	const char *title, *back;
	const struct html *count, *nav;
	struct html_list lines;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, back),
	SLOT_HTML(show, count),
	SLOT_HTML(show, nav),
	SLOT_LIST(show, lines, line_slots, struct line),
};

TEMPLATE(directory_history_page, "src/features/directory/history.html",
    show_slots);

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static struct line
line_of(struct request *r, const struct record *rec, const char *const *c)
{
	bool kept = same(c[3], c[5]) && same(c[4], c[6]);

	return (struct line){
		.at = date_instant_label(r->mem, c[1]),
		.label = directory_field_label(r, rec, c[0]),
		.before = directory_shown(r, rec, c[0], c[3], c[4]),
		.after = kept ? "変わりなし（確認）" : directory_shown(r, rec,
		    c[0], c[5], c[6]),
		.source = codes_label(r->codes, "directory_source", c[7]),
		.day = date_era(r->mem, c[8]),
		.told_by = c[9],
		.login = strcmp(c[2], "cli") == 0 ? "自動の取り込み" : c[2],
	};
}

static enum result
show(struct request *r, const struct record *rec, const char *id,
    const char *title)
{
	struct show p = { .title = title,
	    .back = arena_fmt(r->mem, "/%s/%s", rec->path, id) };
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { title, p.back }, { "変更の履歴", NULL } };
	struct page page = { arena_fmt(r->mem, "%sの変更の履歴", title),
	    "/services", crumbs, COUNT(crumbs), true };
	struct rows rows = { 0 };
	struct pager pager;
	struct line *lines;
	int64_t total;
	enum result rc = directory_sql_history_count(r, id, &total);

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = directory_sql_history(r, id, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++)
		lines[i] = line_of(r, rec, rows.cells + i * rows.ncols);
	p.lines = (struct html_list){ lines, rows.nrows };
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &directory_history_page, &p);
}

/* GET /services/ID/history */
enum result
directory_history_get(struct request *r)
{
	struct service s;
	struct place place;
	enum result rc = access_is_centre(r) ? record_get(r, &service_record,
	    r->arg[0], &s) : MISSING;

	if (!rc)
		rc = record_get(r, &place_record, s.place, &place);
	return rc ? rc : show(r, &service_record, s.id,
	    directory_service_title(r, &s, place.name));
}

/* GET /providers/ID/history */
enum result
directory_provider_history_get(struct request *r)
{
	struct provider l;
	enum result rc = access_is_centre(r) ? record_get(r, &provider_record,
	    r->arg[0], &l) : MISSING;

	return rc ? rc : show(r, &provider_record, l.id, l.name);
}

/* GET /places/ID/history */
enum result
directory_place_history_get(struct request *r)
{
	struct place place;
	enum result rc = access_is_centre(r) ? record_get(r, &place_record,
	    r->arg[0], &place) : MISSING;

	return rc ? rc : show(r, &place_record, place.id, place.name);
}
