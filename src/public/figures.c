#include "public/figures.h"

#include <string.h>

#include "base/date.h"
#include "public/gone.h"

/* GET /statistics: what was released; /statistics/SLUG: one of them. */
struct figures_item {
	const char *title, *url, *days, *approved, *reason;
	bool later;			/* another edition came after */
};

struct list_page {
	struct html_list items;
};

struct number_row {
	const char *label, *number;
	bool sum;
};

struct number_table {
	const char *name, *title, *definition, *footnote, *head;
	struct html_list rows;
};

struct show_page {
	const char *title, *url, *days, *approved, *reason, *rule, *newer;
	struct html_list tables;
};

static const struct slot item_slots[] = {
	SLOT_TEXT(figures_item, title),
	SLOT_TEXT(figures_item, url),
	SLOT_TEXT(figures_item, days),
	SLOT_TEXT(figures_item, approved),
	SLOT_TEXT(figures_item, reason),
	SLOT_FLAG(figures_item, later),
};

static const struct slot list_slots[] = {
	SLOT_LIST(list_page, items, item_slots, struct figures_item),
};

static const struct slot row_slots[] = {
	SLOT_TEXT(number_row, label),
	SLOT_TEXT(number_row, number),
	SLOT_FLAG(number_row, sum),
};

static const struct slot table_slots[] = {
	SLOT_TEXT(number_table, name),
	SLOT_TEXT(number_table, title),
	SLOT_TEXT(number_table, definition),
	SLOT_TEXT(number_table, footnote),
	SLOT_TEXT(number_table, head),
	SLOT_LIST(number_table, rows, row_slots, struct number_row),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show_page, title),
	SLOT_TEXT(show_page, url),
	SLOT_TEXT(show_page, days),
	SLOT_TEXT(show_page, approved),
	SLOT_TEXT(show_page, reason),
	SLOT_TEXT(show_page, rule),
	SLOT_TEXT(show_page, newer),
	SLOT_LIST(show_page, tables, table_slots, struct number_table),
};

static TEMPLATE(figures_list_page, "src/public/figures.html", list_slots);
static TEMPLATE(figures_show_page, "src/public/figures_show.html",
    show_slots);

const char *
figures_title(struct arena *mem, const struct figures *f)
{
	const char *classes = f->restated ? arena_fmt(mem, "（%sの分類）",
	    date_fiscal_label(mem, (int)f->restated)) : "";

	return arena_fmt(mem, f->edition > 1 ? "%s%s 第%lld版" : "%s%s",
	    f->period, classes, (long long)f->edition);
}

static const char *
days_of(struct arena *mem, const struct figures *f)
{
	return arena_fmt(mem, "%sから%sまで", date_long(mem, f->from),
	    date_long(mem, f->to));
}

/* The edition of the same tables that came after, or NULL. */
static const struct figures *
newer_than(const struct figures_list *all, const struct figures *f)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct figures *g = &all->at[i];

		if (strcmp(g->from, f->from) == 0 &&
		    strcmp(g->to, f->to) == 0 && g->restated == f->restated &&
		    g->edition > f->edition)
			return g;
	}
	return NULL;
}

static enum result
list_get(struct request *r)
{
	const struct crumb crumbs[] = { { "統計", NULL } };
	const struct page page = { .title = "統計", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct figures_list all;
	struct figures_item *items;
	struct list_page p;
	enum result rc = figures_sql_all(r, &all);

	if (rc)
		return rc;
	items = arena_array(r->mem, all.n + 1, sizeof(*items));
	for (size_t i = 0; i < all.n; i++) {
		const struct figures *f = &all.at[i];

		items[i] = (struct figures_item){ figures_title(r->mem, f),
		    arena_fmt(r->mem, "/statistics/%s", f->slug),
		    days_of(r->mem, f), date_long(r->mem, f->approved_on),
		    f->reason, newer_than(&all, f) != NULL };
	}
	p.items = (struct html_list){ items, all.n };
	return page_show(r, &page, &figures_list_page, &p);
}

static void
fill_tables(struct request *r, const struct figures *f, struct show_page *p)
{
	struct number_table *tables = arena_array(r->mem, f->nlines + 1,
	    sizeof(*tables));
	struct number_row *rows = arena_array(r->mem, f->nlines + 1,
	    sizeof(*rows));
	size_t n = 0;

	for (size_t i = 0; i < f->nlines; i++) {
		const struct figures_line *line = &f->lines[i];

		rows[i] = (struct number_row){ line->label,
		    line->number ? line->number : "X", line->sum };
		if (!n || strcmp(tables[n - 1].name, line->table) != 0)
			tables[n++] = (struct number_table){ line->table,
			    line->title, line->definition, line->footnote,
			    arena_fmt(r->mem, "数（%s）", line->unit),
			    { &rows[i], 0 } };
		tables[n - 1].rows.n++;
	}
	p->tables = (struct html_list){ tables, n };
}

static enum result
show_get(struct request *r)
{
	struct crumb crumbs[] = { { "統計", "/statistics" }, { NULL, NULL } };
	struct page page = { .menu = "/statistics", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct figures_list all;
	const struct figures *newer;
	struct figures f;
	struct show_page p;
	enum result rc = figures_sql_get(r, r->arg[0], &f);

	if (rc == MISSING)
		return public_gone(r, r->arg[0], "取り下げました");
	if (!rc)
		rc = figures_sql_all(r, &all);
	if (rc)
		return rc;
	newer = newer_than(&all, &f);
	page.title = figures_title(r->mem, &f);
	crumbs[1].label = page.title;
	p = (struct show_page){ .title = page.title,
	    .url = arena_fmt(r->mem, "/statistics/%s", f.slug),
	    .days = days_of(r->mem, &f),
	    .approved = date_long(r->mem, f.approved_on), .reason = f.reason,
	    .rule = arena_fmt(r->mem, "%lldより少ない数%sと、それが計算で分かってしまう数は"
	    "載せず、Xと書いています。", (long long)f.threshold,
	    f.zeros ? "（0をのぞく）" : ""),
	    .newer = newer ? arena_fmt(r->mem, "/statistics/%s", newer->slug) :
	    NULL };
	fill_tables(r, &f, &p);
	return page_show(r, &page, &figures_show_page, &p);
}

static const struct route routes[] = {
	{ "GET", "/statistics", EVERYONE, list_get },
	{ "GET", "/statistics/*", EVERYONE, show_get },
	{ "GET", "/statistics/*/tables.json", EVERYONE, figures_json_get },
	{ "GET", "/statistics/*/tables.csv", EVERYONE, figures_csv_get },
	{ "GET", "/statistics/*/tables.xlsx", EVERYONE, figures_xlsx_get },
};

extern const struct feature public_figures_feature;
const struct feature public_figures_feature = {
	.name = "figures",
	.menu = { "統計", "/statistics", EVERYONE, 6 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&figures_list_page, &figures_show_page),
};
