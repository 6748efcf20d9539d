#include "features/statistics/statistics_page.h"

#include <string.h>

#include "app/access.h"
#include "app/page.h"
#include "base/date.h"
#include "features/statistics/statistics_sql.h"

/* GET /statistics: the tables for people. */
struct stat_cell {
	const char *text, *url;
};

struct stat_row {
	const char *label;
	bool gap;
	struct html_list cells;
};

struct stat_column {
	const char *label;
};

struct stat_table {
	const char *name, *title, *caption, *definition, *footnote;
	const char *drawn;		/* the one year a picture shows */
	const char *blank, *blank_url;	/* answers missing, when several count */
	struct html_list columns, rows, sums;
	const struct html *chart;
};

struct year_link {
	const char *label, *url;
	bool current;
};

struct stat_page {
	const char *periods, *query;
	const char *note;		/* the year has not ended */
	const struct html *faults, *from, *to, *years, *classes, *trend;
	struct html_list links, columns, figures, tables;
	bool counted, tabulations;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(stat_cell, text),
	SLOT_TEXT(stat_cell, url),
};

static const struct slot row_slots[] = {
	SLOT_TEXT(stat_row, label),
	SLOT_FLAG(stat_row, gap),
	SLOT_LIST(stat_row, cells, cell_slots, struct stat_cell),
};

static const struct slot column_slots[] = {
	SLOT_TEXT(stat_column, label),
};

static const struct slot table_slots[] = {
	SLOT_TEXT(stat_table, name),
	SLOT_TEXT(stat_table, title),
	SLOT_TEXT(stat_table, caption),
	SLOT_TEXT(stat_table, drawn),
	SLOT_TEXT(stat_table, definition),
	SLOT_TEXT(stat_table, footnote),
	SLOT_TEXT(stat_table, blank),
	SLOT_TEXT(stat_table, blank_url),
	SLOT_LIST(stat_table, columns, column_slots, struct stat_column),
	SLOT_LIST(stat_table, rows, row_slots, struct stat_row),
	SLOT_LIST(stat_table, sums, row_slots, struct stat_row),
	SLOT_HTML(stat_table, chart),
};

static const struct slot link_slots[] = {
	SLOT_TEXT(year_link, label),
	SLOT_TEXT(year_link, url),
	SLOT_FLAG(year_link, current),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(stat_page, periods),
	SLOT_TEXT(stat_page, query),
	SLOT_TEXT(stat_page, note),
	SLOT_HTML(stat_page, faults),
	SLOT_HTML(stat_page, from),
	SLOT_HTML(stat_page, to),
	SLOT_HTML(stat_page, years),
	SLOT_HTML(stat_page, classes),
	SLOT_HTML(stat_page, trend),
	SLOT_LIST(stat_page, links, link_slots, struct year_link),
	SLOT_LIST(stat_page, columns, column_slots, struct stat_column),
	SLOT_LIST(stat_page, figures, row_slots, struct stat_row),
	SLOT_LIST(stat_page, tables, table_slots, struct stat_table),
	SLOT_FLAG(stat_page, counted),
	SLOT_FLAG(stat_page, tabulations),
};

TEMPLATE(statistics_page, "src/features/statistics/statistics.html",
    page_slots);

/* 1234567 as 1,234,567. */
static const char *
number_text(struct arena *mem, int64_t number)
{
	const char *digits = arena_fmt(mem, "%lld", (long long)number);
	size_t n = strlen(digits);
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			buffer_add(&b, ",");
		buffer_bytes(&b, digits + i, 1);
	}
	return b.s;
}

static struct stat_cell
cell_of(struct request *r, const struct report *report,
    const struct report_side *side, size_t year)
{
	const struct report_line *line = side->of[year];

	if (!line)
		return (struct stat_cell){ strcmp(side->like->code, "gap") == 0 ?
		    "0" : "―", NULL };
	return (struct stat_cell){ number_text(r->mem, line->count),
	    records_url(r, report, line->table, line->code) };
}

static struct stat_row
row_of(struct request *r, const struct report *reports, size_t n,
    const struct report_side *side)
{
	struct stat_cell *cells = arena_array(r->mem, n, sizeof(*cells));

	for (size_t i = 0; i < n; i++)
		cells[i] = cell_of(r, &reports[i], side, i);
	return (struct stat_row){ side->like->label,
	    strcmp(side->like->code, "gap") == 0, { cells, n } };
}

/* Of one table: its classes, or its gap and sum. */
static struct html_list
rows_of(struct request *r, const struct report *reports, size_t n,
    const struct report_sides *sides, size_t group, bool sums)
{
	struct stat_row *rows = arena_array(r->mem, sides->n, sizeof(*rows));
	size_t found = 0;

	for (size_t i = 0; i < sides->n; i++) {
		const struct report_line *like = sides->at[i].like;

		if (like->group == group && like->sum == sums)
			rows[found++] = row_of(r, reports, n, &sides->at[i]);
	}
	return (struct html_list){ rows, found };
}

static struct html_list
columns_of(struct request *r, const struct report *reports, size_t n,
    const char *unit)
{
	struct stat_column *columns = arena_array(r->mem, n, sizeof(*columns));

	for (size_t i = 0; i < n; i++)
		columns[i].label = n == 1 && unit ? arena_fmt(r->mem, "数（%s）",
		    unit) : reports[i].period;
	return (struct html_list){ columns, n };
}

static const char *
footnote_of(const struct report *reports, size_t n, size_t table)
{
	for (size_t i = 0; i < n; i++) {
		if (reports[i].tables[table].footnote)
			return reports[i].tables[table].footnote;
	}
	return NULL;
}

static const char *
periods_of(struct request *r, const struct report *reports, size_t n)
{
	if (n == 1)
		return reports[0].period;
	return arena_fmt(r->mem, "%sから%sまで", reports[0].period,
	    reports[n - 1].period);
}

static struct stat_table
table_of(struct request *r, const struct report *reports, size_t n,
    const struct report_sides *sides, size_t table)
{
	const struct report *last = &reports[n - 1];
	const struct report_table *t = &last->tables[table];
	bool stacked = false;
	struct stat_table out = {
		.name = t->name,
		.title = t->title,
		.caption = arena_fmt(r->mem, "%s　%s", t->title,
		    periods_of(r, reports, n)),
		.definition = n == 1 ? t->definition :
		    arena_fmt(r->mem, "%s（単位：%s）", t->definition, t->unit),
		.footnote = footnote_of(reports, n, table),
		.columns = columns_of(r, reports, n, t->unit),
		.rows = rows_of(r, reports, n, sides, table + 2, false),
		.sums = rows_of(r, reports, n, sides, table + 2, true),
		.chart = report_chart(r, reports, n, table, &stacked),
	};

	if (n > 1 && out.chart && !stacked)
		out.drawn = last->period;
	if (t->kind == REPORT_MULTI && t->gap) {
		out.blank = arena_fmt(r->mem, "%s回", number_text(r->mem,
		    t->gap));
		out.blank_url = records_url(r, last, t->name, "gap");
	}
	return out;
}

static void
fill_tables(struct request *r, struct stat_page *p,
    const struct report *reports, size_t n)
{
	struct report_sides sides = report_sides_of(r->mem, reports, n);
	struct stat_table *tables = arena_array(r->mem, REPORT_TABLES,
	    sizeof(*tables));
	struct stat_row *figures = arena_array(r->mem, 2, sizeof(*figures));

	for (size_t i = 0; i < REPORT_TABLES; i++)
		tables[i] = table_of(r, reports, n, &sides, i);
	figures[0] = row_of(r, reports, n, &sides.at[0]);
	figures[1] = row_of(r, reports, n, &sides.at[1]);
	p->tables = (struct html_list){ tables, REPORT_TABLES };
	p->figures = (struct html_list){ figures, 2 };
	p->columns = columns_of(r, reports, n, NULL);
	p->trend = report_trend(r, reports, n);
	p->periods = periods_of(r, reports, n);
	if (strcmp(r->today, reports[n - 1].to) <= 0)
		p->note = arena_fmt(r->mem, "%sの時点の数です。期間はまだ終わっていません。",
		    date_long(r->mem, r->today));
	p->counted = true;
}

/* Another year, asked the same way. */
static const char *
year_url(struct request *r, const struct asked *a, int year)
{
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "/statistics?year=%d", year);
	if (a->n > 1)
		buffer_fmt(&b, "&years=%zu", a->n);
	if (a->n && a->periods[0].restated)
		buffer_fmt(&b, "&restated=%d", a->periods[0].restated);
	return b.s;
}

/* The years there are records of, latest first. */
static enum result
fill_links(struct request *r, struct stat_page *p, const struct asked *a)
{
	enum { MOST_LINKS = 8 };
	struct year_link *links = arena_array(r->mem, MOST_LINKS,
	    sizeof(*links));
	int year = date_fiscal_year(r->today), first = year;
	const char *day;
	enum result rc = statistics_sql_first_day(r, &day);

	if (rc)
		return rc;
	if (day && date_fiscal_year(day) < first)
		first = date_fiscal_year(day);
	for (; year >= first && p->links.n < MOST_LINKS; year--)
		links[p->links.n++] = (struct year_link){
		    date_fiscal_label(r->mem, year),
		    year_url(r, a, year), year == a->year };
	p->links.rows = links;
	return OK;
}

static enum result
show(struct request *r, const struct asked *a, struct stat_page *p)
{
	struct crumb crumbs[] = { { "統計", NULL } };
	struct page page = { .title = "相談支援の実績", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs), .landscape = a->n > 4 };
	enum result rc = fill_links(r, p, a);

	if (rc)
		return rc;
	p->tabulations = access_is_centre(r) && request_may(r, CHILD_READ);
	p->faults = form_faults(r);
	p->from = asked_from_field(r, a);
	p->to = asked_to_field(r, a);
	p->years = asked_years_choices(r, a);
	p->classes = asked_restated_choices(r, a,
	    measure_lists(r->mem));
	return page_show(r, &page, &statistics_page, p);
}

enum result
asked_reports(struct request *r, const struct asked *a, struct report **out)
{
	*out = arena_array(r->mem, a->n, sizeof(**out));
	for (size_t i = 0; i < a->n; i++) {
		const struct period *p = &a->periods[i];
		enum result rc = statistics_report(r, p->from, p->to,
		    p->restated, &(*out)[i]);

		if (rc)
			return rc;
	}
	return OK;
}

enum result
statistics_ask(struct request *r, struct asked *a, struct report **reports)
{
	struct stat_page p = { .counted = false };
	enum result rc = asked_read(r, a);

	if (!rc)
		rc = asked_reports(r, a, reports);
	if (rc == INVALID)
		(void)show(r, a, &p);
	return rc;
}

enum result
statistics_get(struct request *r)
{
	struct stat_page p = { .counted = false };
	struct report *reports;
	struct asked a;
	enum result rc = statistics_ask(r, &a, &reports);

	if (rc)
		return rc;
	fill_tables(r, &p, reports, a.n);
	p.query = asked_query(r->mem, &a);
	return show(r, &a, &p);
}
