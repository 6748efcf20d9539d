#include <string.h>

#include "app/access.h"
#include "app/chart.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/directory/directory_coverage.h"

/* How fresh the directory is, and whether more places take what is needed. */

enum { REIWA_BEFORE = 2018 };		/* the year before R1 */

struct line {
	const char *label, *query, *share, *median;
	int64_t all, fresh, old, never;
	bool sum;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, query),
	SLOT_TEXT(line, share),
	SLOT_TEXT(line, median),
	SLOT_NUMBER(line, all),
	SLOT_NUMBER(line, fresh),
	SLOT_NUMBER(line, old),
	SLOT_NUMBER(line, never),
	SLOT_FLAG(line, sum),
};

struct table {
	const char *label, *head;
	struct html_list lines;
};

static const struct slot table_slots[] = {
	SLOT_TEXT(table, label),
	SLOT_TEXT(table, head),
	SLOT_LIST(table, lines, line_slots, struct line),
};

struct cell {
	int64_t n;
};

static const struct slot cell_slots[] = { SLOT_NUMBER(cell, n) };

struct heading {
	const char *label;
};

static const struct slot heading_slots[] = { SLOT_TEXT(heading, label) };

struct year {
	const char *label;
	int64_t total;
	struct html_list cells;
};

static const struct slot year_slots[] = {
	SLOT_TEXT(year, label),
	SLOT_NUMBER(year, total),
	SLOT_LIST(year, cells, cell_slots, struct cell),
};

struct show {
	const char *as_of, *criterion;
	const struct html *criteria, *trend, *by_region;
	struct html_list tables, regions, years;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, as_of),
	SLOT_TEXT(show, criterion),
	SLOT_HTML(show, criteria),
	SLOT_HTML(show, trend),
	SLOT_HTML(show, by_region),
	SLOT_LIST(show, tables, table_slots, struct table),
	SLOT_LIST(show, regions, heading_slots, struct heading),
	SLOT_LIST(show, years, year_slots, struct year),
};

TEMPLATE(directory_coverage_page, "src/features/directory/coverage.html",
    show_slots);

/* What is counted of one region or kind. Days are counted one by one, which
 * finds the middle without putting 20,000 in order; years ago is long ago. */
enum { MOST_DAYS = 20 * 365 };

struct tally {
	const char *code;		/* NULL: of all */
	int64_t all, fresh, old, never;
	int *by_days;			/* [MOST_DAYS + 1] */
};

static void
add(struct request *r, struct tally *t, int days)
{
	t->all++;
	t->never += days < 0;
	t->fresh += days >= 0 && days <= FRESH_DAYS;
	t->old += days > FRESH_DAYS;
	if (days < 0)
		return;
	if (!t->by_days)
		t->by_days = arena_array(r->mem, MOST_DAYS + 1,
		    sizeof(*t->by_days));
	t->by_days[days > MOST_DAYS ? MOST_DAYS : days]++;
}

static const char *
median(struct request *r, const struct tally *t)
{
	int64_t known = t->fresh + t->old, met = 0;
	int days = 0;

	if (!known)
		return "－";
	while ((met += t->by_days[days]) <= known / 2)
		days++;
	return arena_fmt(r->mem, "%d日", days);
}

static struct line
line_of(struct request *r, const struct tally *t)
{
	return (struct line){ .sum = !t->code, .all = t->all,
	    .fresh = t->fresh, .old = t->old, .never = t->never,
	    .share = t->all ? arena_fmt(r->mem, "%lld％",
	    (long long)(t->fresh * 100 / t->all)) : "",
	    .median = median(r, t) };
}

static struct tally *
tally_of(struct tally *all, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].code, code) == 0)
			return &all[i];
	}
	return NULL;
}

/* Services come region by region and kind by kind: few are looked up. */
static void
count(struct request *r, const struct aged *all, size_t n, bool regions,
    struct tally *tallies, size_t ntallies, struct tally *sum)
{
	const char *last = NULL;
	struct tally *t = NULL;

	for (size_t i = 0; i < n; i++) {
		const char *code = regions ? all[i].region : all[i].kind;

		if (code != last)
			t = tally_of(tallies, ntallies, code);
		last = code;
		if (t)
			add(r, t, all[i].days);
		add(r, sum, all[i].days);
	}
}

static struct table
table_of(struct request *r, const struct aged *all, size_t n, bool regions)
{
	const char *list = regions ? "region" : "service_kind";
	size_t ncodes, k = 0;
	const struct code *codes = codes_list(r->codes, list, &ncodes);
	struct line *lines = arena_array(r->mem, ncodes + 1, sizeof(*lines));
	struct tally *tallies = arena_array(r->mem, ncodes + 1,
	    sizeof(*tallies)), sum = { 0 };

	for (size_t i = 0; i < ncodes; i++)
		tallies[i].code = codes[i].code;
	count(r, all, n, regions, tallies, ncodes, &sum);
	for (size_t i = 0; i < ncodes; i++) {
		if (!tallies[i].all)
			continue;
		lines[k] = line_of(r, &tallies[i]);
		lines[k].label = codes[i].label;
		lines[k++].query = arena_fmt(r->mem, "%s=%s", regions ?
		    "region" : "kind", codes[i].code);
	}
	lines[k] = line_of(r, &sum);
	lines[k].label = "全体";
	lines[k++].query = "";
	return (struct table){ regions ? "圏域ごと" : "種別ごと",
	    regions ? "圏域" : "種別", { lines, k } };
}

static void
fill_growth(struct request *r, const struct growth *g, struct show *p)
{
	struct year *years = arena_array(r->mem, GROWTH_YEARS, sizeof(*years));
	struct heading *heads = arena_array(r->mem, g->nregions,
	    sizeof(*heads));

	for (size_t i = 0; i < g->nregions; i++)
		heads[i].label = g->regions[i]->label_short;
	for (size_t y = 0; y < GROWTH_YEARS; y++) {
		struct cell *cells = arena_array(r->mem, g->nregions,
		    sizeof(*cells));

		years[y].label = date_fiscal_label(r->mem, g->first + (int)y);
		for (size_t i = 0; i < g->nregions; i++) {
			cells[i].n = g->n[y][i];
			years[y].total += g->n[y][i];
		}
		years[y].cells = (struct html_list){ cells, g->nregions };
	}
	p->regions = (struct html_list){ heads, g->nregions };
	p->years = (struct html_list){ years, GROWTH_YEARS };
}

/* All places over the years; this year is not over. */
static const struct html *
trend_of(struct request *r, const struct growth *g, const struct show *p)
{
	static const struct chart_part line = { .label = "全体" };
	struct chart chart = { .parts = &line, .n = 1, .unit = "か所",
	    .title = arena_fmt(r->mem, "%sを受け入れる場所の移り変わり",
	    p->criterion) };
	struct chart_row *rows = arena_array(r->mem, GROWTH_YEARS,
	    sizeof(*rows));
	const struct year *years = p->years.rows;

	for (size_t y = 0; y < GROWTH_YEARS; y++)
		rows[y] = (struct chart_row){ arena_fmt(r->mem, "R%d",
		    g->first + (int)y - REIWA_BEFORE), &years[y].total,
		    years[y].total, y == GROWTH_YEARS - 1 };
	return chart_lines(r, &chart, rows, GROWTH_YEARS);
}

static const struct html *
by_region_of(struct request *r, const struct growth *g, const char *criterion,
    const char *label)
{
	struct chart_part *parts = arena_array(r->mem, g->nregions,
	    sizeof(*parts));
	struct chart chart = { .parts = parts, .unit = "か所",
	    .title = arena_fmt(r->mem, "%sを受け入れる場所（圏域ごと、今日）",
	    label) };

	for (size_t i = 0; i < g->nregions; i++) {
		int64_t n = g->n[GROWTH_YEARS - 1][i];

		if (!n && strcmp(g->regions[i]->code, "unknown") == 0)
			continue;
		chart.total += n;
		parts[chart.n++] = (struct chart_part){
			.label = g->regions[i]->label_short, .count = n,
			.url = arena_fmt(r->mem,
			    "/services?region=%s&criterion=%s",
			    g->regions[i]->code, criterion) };
	}
	return chart_bars(r, &chart);
}

/* GET /services/coverage ?criterion= */
enum result
directory_coverage_get(struct request *r)
{
	const char *chosen = request_query(r, "criterion");
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { "確認の状況", NULL } };
	struct page page = { "確認の状況", "/services", crumbs, COUNT(crumbs),
	    true };
	struct show p = { .as_of = date_long(r->mem, r->today) };
	struct table tables[2];
	struct growth growth;
	struct aged *all;
	size_t n;
	enum result rc = access_centre_writes(r) ? directory_sql_aged(r, &all,
	    &n) : DENIED;

	if (!chosen || !directory_criterion(r, chosen))
		chosen = "ventilator";
	if (!rc)
		rc = directory_sql_growth(r, chosen, &growth);
	if (rc)
		return rc;
	tables[0] = table_of(r, all, n, true);
	tables[1] = table_of(r, all, n, false);
	p.tables = (struct html_list){ tables, COUNT(tables) };
	p.criterion = directory_field_label(r, &service_record, chosen);
	p.criteria = directory_criteria_options(r, chosen, NULL);
	fill_growth(r, &growth, &p);
	p.trend = trend_of(r, &growth, &p);
	p.by_region = by_region_of(r, &growth, chosen, p.criterion);
	return page_show(r, &page, &directory_coverage_page, &p);
}
