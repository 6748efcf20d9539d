#include "features/statistics/statistics_page.h"

#include <string.h>

#include "app/map.h"

#include "base/date.h"

/* Which picture a table gets. */
enum { MOST_PARTS = 7 };

/* A period that is not a whole year, or a year that has not ended. */
static bool
report_is_part(struct request *r, const struct report *report)
{
	struct period p = { report->from, report->to, 0 };

	return !period_is_fiscal_year(r->mem, &p) ||
	    strcmp(r->today, report->to) <= 0;
}

static struct chart
chart_of(struct request *r, const struct report *report,
    const struct report_table *t)
{
	struct chart_part *parts = arena_array(r->mem, t->nrows + 1,
	    sizeof(*parts));
	size_t n = 0;

	for (size_t i = 0; i < t->nrows; i++)
		parts[n++] = (struct chart_part){ t->rows[i].label,
		    t->rows[i].count, t->rows[i].unknown,
		    records_url(r, report, t->name, t->rows[i].code) };
	if (t->kind == REPORT_SINGLE && t->gap)
		parts[n++] = (struct chart_part){ "記入なし", t->gap, true,
		    records_url(r, report, t->name, "gap") };
	return (struct chart){ .title = arena_fmt(r->mem, "%s（%s）", t->title,
	    report->period), .unit = t->unit, .parts = parts, .n = n,
	    .total = t->total };
}

/* Under a column there is room for R6 alone; a part of a year is marked. */
static const char *
short_label(struct request *r, const struct report *report)
{
	const char *first = date_era(r->mem, date_fiscal_start(r->mem,
	    date_fiscal_year(report->from)));

	return arena_bytes(r->mem, first, strcspn(first, "."));
}

/* The same parts in every year, or there is nothing to compare. */
static bool
same_classes(const struct report *reports, size_t n, size_t table)
{
	const struct report_table *last = &reports[n - 1].tables[table];

	for (size_t i = 0; i < n; i++) {
		const struct report_table *t = &reports[i].tables[table];

		if (t->nrows != last->nrows || t->gap)
			return false;
		for (size_t k = 0; k < t->nrows; k++) {
			if (t->rows[k].position != last->rows[k].position)
				return false;
		}
	}
	return true;
}

static const struct html *
stack_of(struct request *r, const struct report *reports, size_t n,
    size_t table)
{
	struct chart_row *rows = arena_array(r->mem, n, sizeof(*rows));
	struct chart chart = chart_of(r, &reports[n - 1],
	    &reports[n - 1].tables[table]);

	for (size_t i = 0; i < n; i++) {
		const struct report_table *t = &reports[i].tables[table];
		int64_t *counts = arena_array(r->mem, t->nrows,
		    sizeof(*counts));

		for (size_t k = 0; k < t->nrows; k++)
			counts[k] = t->rows[k].count;
		rows[i] = (struct chart_row){ short_label(r, &reports[i]),
		    counts, t->total, report_is_part(r, &reports[i]) };
	}
	chart.title = arena_fmt(r->mem, "%sの割合",
	    reports[0].tables[table].title);
	return chart_stack(r, &chart, rows, n);
}

/* 「圏域」 is where: on the land, with the number of each. NULL: it has other
 * rows than regions, or cannot be drawn. */
static const struct html *
map_of(struct request *r, const struct chart *chart,
    const struct report_table *t)
{
	struct map_area *areas = arena_array(r->mem, t->nrows, sizeof(*areas));
	int64_t *counts = arena_array(r->mem, t->nrows, sizeof(*counts));
	struct map_view view = { .title = chart->title, .by_region = true,
		.areas = areas };
	const struct html *out;

	for (size_t i = 0; i < t->nrows; i++) {
		if (t->rows[i].unknown)
			continue;
		counts[view.nareas] = t->rows[i].count;
		areas[view.nareas++] = (struct map_area){
			.code = t->rows[i].code, .url = chart->parts[i].url,
			.number = arena_fmt(r->mem, "%lld%s",
			    (long long)t->rows[i].count, t->unit),
		};
	}
	view.shades = map_shades(r->mem, areas, counts, view.nareas, t->unit,
	    &view.nshades);
	return map_draw(r, &view, &out) ? NULL : out;
}

static bool
is_of_regions(const struct report_table *t)
{
	return strcmp(t->name, "area") == 0 ||
	    strcmp(t->name, "advisor_area") == 0;
}

const struct html *
report_chart(struct request *r, const struct report *reports, size_t n,
    size_t table, bool *stacked)
{
	const struct report *last = &reports[n - 1];
	const struct report_table *t = &last->tables[table];
	struct chart chart = chart_of(r, last, t);
	bool few = t->kind == REPORT_SINGLE && chart.n <= MOST_PARTS;
	const struct html *map;

	*stacked = false;
	if (!t->total)
		return NULL;
	*stacked = n > 1 && few && same_classes(reports, n, table);
	if (*stacked)
		return stack_of(r, reports, n, table);
	map = is_of_regions(t) ? map_of(r, &chart, t) : NULL;
	if (map)
		return map;
	return few ? chart_ring(r, &chart) : chart_bars(r, &chart);
}

const struct html *
report_trend(struct request *r, const struct report *reports, size_t n)
{
	static const struct chart_part lines[] = {
		{ .label = "延回数" }, { .label = "実人数" },
	};
	struct chart chart = { .title = "対応の回数と子どもの数の移り変わり",
	    .unit = "", .parts = lines, .n = COUNT(lines) };
	struct chart_row *rows = arena_array(r->mem, n, sizeof(*rows));

	if (n < 2)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		int64_t *counts = arena_array(r->mem, 2, sizeof(*counts));

		counts[0] = reports[i].total;
		counts[1] = reports[i].persons;
		rows[i] = (struct chart_row){ short_label(r, &reports[i]),
		    counts, reports[i].total, report_is_part(r, &reports[i]) };
	}
	return chart_lines(r, &chart, rows, n);
}
