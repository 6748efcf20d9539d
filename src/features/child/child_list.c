#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "app/site.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child_page.h"
#include "features/child/child_sql.h"

struct row {
	const char *url, *kana, *name, *number, *age, *born, *place, *last;
	const struct html *care;
};

struct list {
	const char *q;
	const struct html *regions, *municipalities, *ages, *cares, *lasts;
	bool may_write, may_administer, is_centre, reads_care, filtered;
	struct html_list rows;
	const struct html *count, *nav;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(row, url),
	SLOT_TEXT(row, kana),
	SLOT_TEXT(row, name),
	SLOT_TEXT(row, number),
	SLOT_TEXT(row, age),
	SLOT_TEXT(row, born),
	SLOT_TEXT(row, place),
	SLOT_TEXT(row, last),
	SLOT_HTML(row, care),
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, q),
	SLOT_HTML(list, regions),
	SLOT_HTML(list, municipalities),
	SLOT_HTML(list, ages),
	SLOT_HTML(list, cares),
	SLOT_HTML(list, lasts),
	SLOT_FLAG(list, may_write),
	SLOT_FLAG(list, is_centre),
	SLOT_FLAG(list, reads_care),
	SLOT_FLAG(list, may_administer),
	SLOT_FLAG(list, filtered),
	SLOT_LIST(list, rows, row_slots, struct row),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
};

TEMPLATE(child_list_page, "src/features/child/list.html", list_slots);

struct suggestion {
	const char *id, *label, *kana, *detail;
};

struct suggestions {
	struct html_list rows;
};

static const struct slot suggestion_slots[] = {
	SLOT_TEXT(suggestion, id),
	SLOT_TEXT(suggestion, label),
	SLOT_TEXT(suggestion, kana),
	SLOT_TEXT(suggestion, detail),
};

static const struct slot suggestions_slots[] = {
	SLOT_LIST(suggestions, rows, suggestion_slots, struct suggestion),
};

TEMPLATE(child_suggest_page, "src/features/child/suggest.html",
    suggestions_slots);

/* Days without a contact. */
static const struct choice lasts[] = {
	{ "30", "30日以上ない" },
	{ "90", "90日以上ない" },
	{ "180", "180日以上ない" },
	{ "365", "1年以上ない" },
};

static void
set_ages(struct request *r, struct child_filter *f, const char *band)
{
	const struct code *c = band ? codes_find(r->codes, "age_band", band) :
	    NULL;
	int year, month, day;

	if (!c || sscanf(r->today, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return;
	f->born_to = arena_fmt(r->mem, "%04d-%02d-%02d", year - (int)c->min,
	    month, day);
	f->born_from = arena_fmt(r->mem, "%04d-%02d-%02d",
	    year - (int)c->max - 1, month, day);
	f->born_from = date_add_days(r->mem, f->born_from, 1);
}

static struct child_filter
filter_of(struct request *r)
{
	struct child_filter f = {
		.region = request_asked(r, "region"),
		.municipality = request_asked(r, "municipality"),
		.care = request_asked(r, "care"),
	};
	const char *last = request_asked(r, "last");

	set_ages(r, &f, request_asked(r, "age"));
	for (size_t i = 0; last && i < COUNT(lasts); i++) {
		if (strcmp(lasts[i].value, last) == 0)
			f.not_since = date_add_days(r->mem, r->today,
			    1 - (int)strtol(last, NULL, 10));
	}
	return f;
}

static bool
row_of(struct request *r, const struct rows *rows, size_t i, struct row *row)
{
	struct child c;
	const char *last = rows_cell(rows, i, "last_on");

	if (i >= rows->nrows || !record_load(r, &child_record, rows, i, &c))
		return false;
	*row = (struct row){
		.url = arena_fmt(r->mem, "/children/%s", c.id),
		.kana = c.kana,
		.name = c.name,
		.number = c.number,
		.age = c.born_on ? date_age_label(r->mem, c.born_on, r->today) :
		    "不明",
		.born = c.born_on ? date_era(r->mem, c.born_on) : "",
		.place = codes_town(r->codes, r->mem, c.municipality,
		    r->today),
		.last = last ? date_era(r->mem, last) : "なし",
		.care = html_chips(r, "care", c.care),
	};
	return true;
}

/* The rows come in any order; the hits say the order to show them in. */
static size_t
row_of_id(const struct rows *rows, const char *id)
{
	size_t i = 0;

	while (i < rows->nrows && strcmp(rows_cell(rows, i, "id"), id) != 0)
		i++;
	return i;
}

static enum result
find(struct request *r, const struct child_filter *f, size_t limit,
    struct search_hits *hits, struct pager *pager)
{
	static const struct child_filter everybody;
	bool all = memcmp(f, &everybody, sizeof(everybody)) == 0;
	const char *q = request_query(r, "q");
	struct rows within = { 0 };
	enum result rc = all ? OK : child_sql_fitting(r, f, &within);

	if (!rc)
		rc = search_find(r, r->site->children, q ? q : "",
		    all ? NULL : &within, 0, limit, hits);
	if (rc)
		return rc;
	*pager = pager_of(r, hits->total);
	if (pager->page == 1)
		return OK;
	return search_find(r, r->site->children, q ? q : "",
	    all ? NULL : &within, (size_t)(pager->page - 1) * PAGE_ROWS, limit,
	    hits);
}

static void
fill_rows(struct request *r, struct list *p, const struct search_hits *hits,
    const struct rows *rows)
{
	struct row *shown = arena_array(r->mem, hits->n, sizeof(*shown));
	size_t n = 0;

	for (size_t i = 0; i < hits->n; i++) {
		n += row_of(r, rows, row_of_id(rows, hits->ids[i]), &shown[n]);
	}
	p->rows = (struct html_list){ shown, n };
}

static bool
reads_care(const struct request *r)
{
	return (access_ceiling(r->who, true) | access_ceiling(r->who, false)) &
	    CLASS_CARE;
}

static void
fill_filters(struct request *r, struct list *p, const struct child_filter *f)
{
	p->q = request_query(r, "q");
	p->regions = form_options(r, "region", f->region, "すべて");
	p->municipalities = form_municipalities(r, f->municipality, "すべて");
	p->ages = form_options(r, "age_band", request_query(r, "age"),
	    "すべて");
	p->cares = form_options(r, "care", f->care, "すべて");
	p->lasts = form_choices(r, lasts, COUNT(lasts), request_query(r, "last"),
	    "すべて");
	p->filtered = f->region || f->municipality || f->care ||
	    f->born_to || f->not_since || request_asked(r, "q");
	p->may_write = request_may(r, CHILD_WRITE) && access_is_centre(r);
	p->is_centre = access_is_centre(r);
	p->reads_care = reads_care(r);
	p->may_administer = request_may(r, ADMINISTER);
}

enum result
child_list_get(struct request *r)
{
	struct child_filter f = filter_of(r);
	struct page page = { .title = "子ども", .menu = "/children" };
	struct list p = { 0 };
	struct search_hits hits = { 0 };
	struct rows rows = { 0 };
	struct pager pager;
	enum result rc = find(r, &f, PAGE_ROWS, &hits, &pager);

	if (!rc)
		rc = child_sql_rows(r, &hits, &rows);
	if (rc)
		return rc;
	fill_rows(r, &p, &hits, &rows);
	fill_filters(r, &p, &f);
	p.count = pager_count(r, &pager, "人");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &child_list_page, &p);
}

enum { SUGGESTIONS = 8 };

enum result
child_suggest_get(struct request *r)
{
	const char *q = request_query(r, "q");
	struct suggestions p = { 0 };
	struct suggestion *s = arena_array(r->mem, SUGGESTIONS, sizeof(*s));
	struct search_hits hits = { 0 };
	struct rows rows = { 0 };
	size_t n = 0;
	enum result rc = text_blank(q) ? OK : search_find(r,
	    r->site->children, q, NULL, 0, SUGGESTIONS, &hits);

	if (!rc)
		rc = child_sql_rows(r, &hits, &rows);
	if (rc)
		return rc;
	for (size_t i = 0; i < hits.n; i++) {
		struct row row;

		if (!row_of(r, &rows, row_of_id(&rows, hits.ids[i]), &row))
			continue;
		s[n++] = (struct suggestion){ hits.ids[i],
		    arena_fmt(r->mem, "%s（%s）", row.name, row.number),
		    row.kana, arena_fmt(r->mem, "%s・%s", row.age, row.place) };
	}
	p.rows = (struct html_list){ s, n };
	html_render(r->site->templates, &child_suggest_page, &p,
	    &r->answer.body);
	return OK;
}
