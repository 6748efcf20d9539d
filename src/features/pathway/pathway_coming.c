#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/pathway/pathway_coming.h"
#include "features/pathway/pathway_coming_row.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_way.h"

/* これから移行する子: counted by area and stage, and one by one. */
struct cell {
	const char *label;
};

struct area {
	const char *label, *url;
	struct html_list cells;
	int64_t sum;
};

struct coming_page {
	const char *until, *unborn, *query, *by;
	const struct html *regions, *municipalities, *stages, *count, *nav;
	struct html_list headings, areas, sums, rows;
	int64_t total;
	bool filtered;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(cell, label),
};

static const struct slot area_slots[] = {
	SLOT_TEXT(area, label),
	SLOT_TEXT(area, url),
	SLOT_LIST(area, cells, cell_slots, struct cell),
	SLOT_NUMBER(area, sum),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(coming_page, until),
	SLOT_TEXT(coming_page, unborn),
	SLOT_TEXT(coming_page, query),
	SLOT_TEXT(coming_page, by),
	SLOT_HTML(coming_page, regions),
	SLOT_HTML(coming_page, municipalities),
	SLOT_HTML(coming_page, stages),
	SLOT_HTML(coming_page, count),
	SLOT_HTML(coming_page, nav),
	SLOT_LIST(coming_page, headings, cell_slots, struct cell),
	SLOT_LIST(coming_page, areas, area_slots, struct area),
	SLOT_LIST(coming_page, sums, cell_slots, struct cell),
	SLOT_LIST(coming_page, rows, coming_row_slots, struct coming_row),
	SLOT_NUMBER(coming_page, total),
	SLOT_FLAG(coming_page, filtered),
};

TEMPLATE(pathway_coming_page, "src/features/pathway/coming.html", page_slots);

enum { MAX_AREAS = 128 };

/* Numbers by area and stage. */
struct tally {
	const struct code *stages;
	size_t nstages, nareas;
	const char *areas[MAX_AREAS];	/* codes of regions, or municipalities */
	int64_t n[MAX_AREAS + 1][WAY_MAX_STAGES];	/* the last: all */
};

static int64_t *
tally_of(struct tally *t, const char *area)
{
	size_t i = 0;

	while (i < t->nareas && strcmp(t->areas[i], area) != 0)
		i++;
	if (i == MAX_AREAS)
		return t->n[MAX_AREAS];
	if (i == t->nareas)
		t->areas[t->nareas++] = area;
	return t->n[i];
}

static size_t
stage_at(const struct tally *t, const char *stage)
{
	size_t i = 0;

	while (i < t->nstages && strcmp(t->stages[i].code, stage) != 0)
		i++;
	return i;
}

/* Areas in the order of their lists, those that have nobody too; but of
 * municipalities only those that have. */
static enum result
count(struct request *r, const struct coming *c, bool towns,
    struct tally *t)
{
	struct rows rows = { 0 };
	size_t n;
	const struct code *regions = codes_list(r->codes, "region", &n);
	enum result rc = coming_sql_counts(r, c, &rows);

	t->stages = codes_list(r->codes, "pathway_stage", &t->nstages);
	if (t->nstages > WAY_MAX_STAGES)
		t->nstages = WAY_MAX_STAGES;
	for (size_t i = 0; !towns && i < n; i++)
		tally_of(t, regions[i].code);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *town = rows_cell(&rows, i, "municipality");
		size_t stage = stage_at(t, rows_cell(&rows, i, "stage"));
		int64_t many = rows_number(&rows, i, "n");

		if (stage == t->nstages)
			continue;
		tally_of(t, towns ? town ? town : "" : codes_region(r->codes,
		    town ? town : "", r->today))[stage] += many;
		t->n[MAX_AREAS][stage] += many;
	}
	return rc;
}

static struct html_list
cells_of(struct request *r, const struct tally *t, const int64_t *n,
    int64_t *sum)
{
	struct cell *cells = arena_array(r->mem, t->nstages + 1,
	    sizeof(*cells));
	struct html_list list = { cells, 0 };

	for (size_t i = 0; i < t->nstages; i++) {
		if (!t->n[MAX_AREAS][i])
			continue;
		cells[list.n++].label = arena_fmt(r->mem, "%lld",
		    (long long)n[i]);
		*sum += n[i];
	}
	return list;
}

static struct area
area_of(struct request *r, const struct coming *c, struct tally *t, size_t i,
    bool towns)
{
	const char *code = t->areas[i];
	const struct municipality *m = towns ? codes_municipality(r->codes,
	    code) : NULL;
	struct area a = { .label = m ? m->name : towns ? "不明" :
	    codes_label(r->codes, "region", code) };

	a.cells = cells_of(r, t, t->n[i], &a.sum);
	if (!towns && a.sum)
		a.url = arena_fmt(r->mem, "/pathway/coming?region=%s%s%s",
		    code, c->stage ? "&stage=" : "", c->stage ? c->stage : "");
	return a;
}

static void
fill_counts(struct request *r, const struct coming *c, struct tally *t,
    bool towns, struct coming_page *p)
{
	struct area *areas = arena_array(r->mem, t->nareas + 1,
	    sizeof(*areas));
	struct cell *headings = arena_array(r->mem, t->nstages + 1,
	    sizeof(*headings));

	for (size_t i = 0; i < t->nstages; i++) {
		if (t->n[MAX_AREAS][i])
			headings[p->headings.n++].label = t->stages[i].label;
	}
	for (size_t i = 0; i < t->nareas; i++)
		areas[i] = area_of(r, c, t, i, towns);
	p->headings.rows = headings;
	p->sums = cells_of(r, t, t->n[MAX_AREAS], &p->total);
	p->areas = (struct html_list){ areas, p->total ? t->nareas : 0 };
	p->by = towns ? "市町村" : "圏域";
}

static void
fill_filters(struct request *r, const struct coming *c,
    struct coming_page *p)
{
	struct buffer b = buffer_new(r->mem);
	const char *const set[][2] = { { "region", c->region },
	    { "municipality", c->municipality }, { "stage", c->stage } };

	for (size_t i = 0; i < COUNT(set); i++) {
		if (!set[i][1])
			continue;
		buffer_fmt(&b, "%c%s=", b.len ? '&' : '?', set[i][0]);
		buffer_url(&b, set[i][1]);
	}
	p->query = b.s;
	p->filtered = b.len > 0;
	p->regions = form_options(r, "region", c->region, "すべて");
	p->municipalities = form_municipalities(r, c->municipality, "すべて");
	p->stages = form_options(r, "pathway_stage", c->stage, "すべて");
}

static enum result
fill_rows(struct request *r, const struct coming *c, struct coming_page *p)
{
	struct pager pager = pager_of(r, (size_t)p->total);
	struct rows rows = { 0 };
	struct coming_row *all;
	size_t n = 0;
	enum result rc = coming_sql_page(r, c, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		n += coming_row_of(r, &rows, i, &all[n]);
	p->rows = (struct html_list){ all, n };
	p->count = pager_count(r, &pager, "件");
	p->nav = pager_nav(r, &pager);
	return rc;
}

/* GET /pathway/coming, ?region= ?municipality= ?stage= */
enum result
pathway_coming_get(struct request *r)
{
	struct coming c;
	struct tally *t = arena_take(r->mem, sizeof(*t));
	struct coming_page p = { 0 };
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { "これから移行する子", NULL } };
	struct page page = { "これから移行する子", "/children", crumbs,
	    COUNT(crumbs), true };
	int64_t unborn = 0;
	enum result rc;
	bool towns;

	coming_ask(r, &c);
	towns = c.region || c.municipality;
	rc = count(r, &c, towns, t);
	if (!rc)
		rc = coming_sql_unborn(r, &c, &unborn);
	if (rc)
		return rc;
	fill_counts(r, &c, t, towns, &p);
	fill_filters(r, &c, &p);
	p.until = date_long(r->mem, c.to);
	if (unborn)
		p.unborn = arena_fmt(r->mem, "%lld", (long long)unborn);
	rc = fill_rows(r, &c, &p);
	return rc ? rc : page_show(r, &page, &pathway_coming_page, &p);
}
