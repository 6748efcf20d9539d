
#include "app/access.h"
#include "app/chart.h"
#include "app/page.h"
#include "features/tabulation/tabulation_private.h"

/* The table: its form, its cells, its picture, and the records of a cell. */

struct cell {
	const char *text, *url;
};

struct line {
	const char *label;
	bool sum;
	struct html_list cells;
};

struct heading {
	const char *label;
	bool sum;
};

struct remark {
	const char *says;
};

struct filter_field {
	const char *name, *label;
	const struct html *choices;
};

struct table_page {
	const char *title, *period, *query, *question, *rows_label;
	const char *filtered, *usual_name;
	const struct html *faults, *hidden, *rows, *columns, *measure;
	const struct html *from, *to, *years, *classes, *chart;
	struct html_list filters, headings, lines, remarks;
	bool counted, open, may_write, nothing;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(cell, text),
	SLOT_TEXT(cell, url),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_FLAG(line, sum),
	SLOT_LIST(line, cells, cell_slots, struct cell),
};

static const struct slot heading_slots[] = {
	SLOT_TEXT(heading, label),
	SLOT_FLAG(heading, sum),
};

static const struct slot remark_slots[] = {
	SLOT_TEXT(remark, says),
};

static const struct slot filter_slots[] = {
	SLOT_TEXT(filter_field, name),
	SLOT_TEXT(filter_field, label),
	SLOT_HTML(filter_field, choices),
};

static const struct slot table_slots[] = {
	SLOT_TEXT(table_page, title),
	SLOT_TEXT(table_page, period),
	SLOT_TEXT(table_page, query),
	SLOT_TEXT(table_page, question),
	SLOT_TEXT(table_page, rows_label),
	SLOT_TEXT(table_page, filtered),
	SLOT_TEXT(table_page, usual_name),
	SLOT_HTML(table_page, faults),
	SLOT_HTML(table_page, hidden),
	SLOT_HTML(table_page, rows),
	SLOT_HTML(table_page, columns),
	SLOT_HTML(table_page, measure),
	SLOT_HTML(table_page, from),
	SLOT_HTML(table_page, to),
	SLOT_HTML(table_page, years),
	SLOT_HTML(table_page, classes),
	SLOT_HTML(table_page, chart),
	SLOT_LIST(table_page, filters, filter_slots, struct filter_field),
	SLOT_LIST(table_page, headings, heading_slots, struct heading),
	SLOT_LIST(table_page, lines, line_slots, struct line),
	SLOT_LIST(table_page, remarks, remark_slots, struct remark),
	SLOT_FLAG(table_page, counted),
	SLOT_FLAG(table_page, open),
	SLOT_FLAG(table_page, may_write),
	SLOT_FLAG(table_page, nothing),
};

TEMPLATE(tabulation_table_page, "src/features/tabulation/table.html",
    table_slots);

bool
tabulation_row_shows(const struct counted *c, size_t row)
{
	return row < c->rows.spare ||
	    grid_cell(&c->grid, row, c->columns.n);
}

bool
tabulation_column_shows(const struct counted *c, size_t column)
{
	return column < c->columns.spare ||
	    grid_cell(&c->grid, c->rows.n, column);
}

/* Of one row or column alone its sum says the same. */
static bool
sums_columns(const struct question *q)
{
	return q->columns != NULL;
}

static const char *
cell_url(struct request *r, const struct question *q, const struct counted *c,
    size_t row, size_t column)
{
	struct buffer b = buffer_new(r->mem);

	if (!records_may(r, question_tells(q)) ||
	    !grid_cell(&c->grid, row, column))
		return NULL;
	buffer_fmt(&b, "/tabulations/records?%s", question_query(r, q, false));
	if (row < c->rows.n)
		buffer_fmt(&b, "&row=%s", c->rows.code[row]);
	if (column < c->columns.n && q->columns)
		buffer_fmt(&b, "&column=%s", c->columns.code[column]);
	return b.s;
}

static struct line
line_of(struct request *r, const struct question *q, const struct counted *c,
    size_t row)
{
	struct cell *cells = arena_array(r->mem, c->columns.n + 1,
	    sizeof(*cells));
	struct line line = { .sum = row == c->rows.n,
	    .label = row == c->rows.n ? "計" : c->rows.label[row] };
	size_t last = c->columns.n + sums_columns(q);

	for (size_t i = 0; i < last; i++) {
		if (i < c->columns.n && !tabulation_column_shows(c, i))
			continue;
		cells[line.cells.n++] = (struct cell){
		    arena_fmt(r->mem, "%lld", (long long)grid_cell(&c->grid,
		    row, i)), cell_url(r, q, c, row, i) };
	}
	line.cells.rows = cells;
	return line;
}

static void
fill_table(struct request *r, struct table_page *p, const struct question *q,
    const struct counted *c)
{
	struct heading *headings = arena_array(r->mem, c->columns.n + 1,
	    sizeof(*headings));
	struct line *lines = arena_array(r->mem, c->rows.n + 1, sizeof(*lines));

	for (size_t i = 0; i < c->columns.n; i++) {
		if (tabulation_column_shows(c, i))
			headings[p->headings.n++].label = q->columns ?
			    c->columns.label[i] : arena_fmt(r->mem, "%s（%s）",
			    q->amount->label, q->amount->unit);
	}
	if (sums_columns(q))
		headings[p->headings.n++] = (struct heading){ "計", true };
	for (size_t i = 0; i <= c->rows.n; i++) {
		if (i == c->rows.n || tabulation_row_shows(c, i))
			lines[p->lines.n++] = line_of(r, q, c, i);
	}
	p->headings.rows = headings;
	p->lines.rows = lines;
	p->nothing = !grid_cell(&c->grid, c->rows.n, c->columns.n);
}

static void
fill_remarks(struct request *r, struct table_page *p,
    const struct question *q, const struct counted *c)
{
	bool several = q->rows->several || (q->columns &&
	    q->columns->several);
	const char *const says[] = {
		q->amount->definition,
		q->rows->says,
		q->columns ? q->columns->says : NULL,
		several && q->amount->measure != GRID_ANSWERS ?
		    "1回の対応がいくつかの区分に当てはまることがあります。計は同じ対応を1回だけ数えるので、"
		    "区分の足し算より小さくなります。" : NULL,
		c->rows.footnote,
		c->columns.footnote,
	};
	struct remark *all = arena_array(r->mem, COUNT(says), sizeof(*all));

	for (size_t i = 0; i < COUNT(says); i++) {
		if (says[i])
			all[p->remarks.n++].says = says[i];
	}
	p->remarks.rows = all;
}

static const char *
filters_label(struct request *r, const struct question *q,
    const struct counted *c)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < q->nfilters; i++) {
		const struct side *s = &c->filters[i];

		buffer_fmt(&b, "%s%s：%s", i ? "、" : "",
		    s->of->label, s->label[side_find(s, q->filters[i].code)]);
	}
	return b.len ? b.s : NULL;
}

/* A picture of few things: bars of one, shares of a few side by side. */
static const struct html *
chart_of(struct request *r, const struct question *q, const struct counted *c)
{
	enum { MOST_PARTS = 7, MOST_ROWS = 20 };
	struct chart_part *parts = arena_array(r->mem, TABULATION_CLASSES,
	    sizeof(*parts));
	struct chart chart = { question_title(r->mem, q), q->amount->unit,
	    parts, 0, grid_cell(&c->grid, c->rows.n, c->columns.n) };

	if (!chart.total || q->columns || c->rows.spare > MOST_ROWS)
		return NULL;
	for (size_t i = 0; i < c->rows.n; i++) {
		if (tabulation_row_shows(c, i))
			parts[chart.n++] = (struct chart_part){
			    c->rows.label[i], grid_cell(&c->grid, i, 0),
			    i >= c->rows.spare, cell_url(r, q, c, i, 0) };
	}
	return chart_bars(r, &chart);
}

static const struct html *
dimension_choices(struct request *r, const struct dimension *chosen)
{
	struct choice choices[32];
	size_t n = 0;

	for (size_t i = 0; i < ndimensions && n < COUNT(choices); i++)
		choices[n++] = (struct choice){ dimensions[i].name,
		    dimensions[i].label };
	return form_choices(r, choices, n, chosen ? chosen->name : "", NULL);
}

static const struct html *
column_choices(struct request *r, const struct dimension *chosen)
{
	struct choice choices[33] = { { "no", "なし（1列）" } };
	size_t n = 1;

	for (size_t i = 0; i < ndimensions && n < COUNT(choices); i++)
		choices[n++] = (struct choice){ dimensions[i].name,
		    dimensions[i].label };
	return form_choices(r, choices, n, chosen ? chosen->name : "no",
	    NULL);
}

static const struct html *
amount_choices(struct request *r, const struct amount *chosen)
{
	struct choice choices[16];
	size_t n = 0;

	for (size_t i = 0; i < namounts && n < COUNT(choices); i++)
		choices[n++] = (struct choice){ amounts[i].name,
		    arena_fmt(r->mem, "%s（%s）", amounts[i].label,
		    amounts[i].unit) };
	return form_choices(r, choices, n, chosen ? chosen->name : "", NULL);
}

static enum result
fill_filters(struct request *r, struct table_page *p,
    const struct question *q)
{
	struct filter_field *fields = arena_array(r->mem, ndimensions,
	    sizeof(*fields));

	for (size_t i = 0; i < ndimensions; i++) {
		const struct dimension *d = &dimensions[i];
		struct choice choices[TABULATION_CLASSES];
		const char *chosen = "";
		struct side s;
		enum result rc = side_open(r, d, &q->period, &s);

		if (rc == INVALID)
			continue;	/* too many to choose from */
		if (rc)
			return rc;
		for (size_t k = 0; k < s.n; k++)
			choices[k] = (struct choice){ s.code[k], s.label[k] };
		for (size_t k = 0; k < q->nfilters; k++) {
			if (q->filters[k].of == d)
				chosen = q->filters[k].code;
		}
		fields[p->filters.n++] = (struct filter_field){ d->name,
		    d->label, form_choices(r, choices, s.n, chosen,
		    "すべて") };
	}
	p->filters.rows = fields;
	return OK;
}

static enum result
fill_form(struct request *r, struct table_page *p, const struct question *q)
{
	p->faults = form_faults(r);
	p->hidden = form_hidden(r, 0);
	p->rows = dimension_choices(r, q->rows);
	p->columns = column_choices(r, q->columns);
	p->measure = amount_choices(r, q->amount);
	p->from = asked_from_field(r, &q->asked);
	p->to = asked_to_field(r, &q->asked);
	p->years = asked_years_choices(r, &q->asked);
	p->classes = asked_restated_choices(r, &q->asked,
	    dimension_lists(r->mem));
	p->open = q->nfilters > 0;
	p->may_write = request_may(r, CHILD_WRITE);
	return q->period.from ? fill_filters(r, p, q) : OK;
}

enum result
tabulation_show(struct request *r, const struct question *q,
    const struct counted *c)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "集計", "/tabulations" }, { "表", NULL } };
	struct page page = { "集計表", "/statistics", crumbs, COUNT(crumbs),
	    c && c->columns.n > 8 };
	struct table_page p = { .title = "新しい表" };
	enum result rc = fill_form(r, &p, q);

	if (rc)
		return rc;
	if (c) {
		page.title = p.title = p.usual_name = question_title(r->mem, q);
		p.counted = true;
		p.period = period_label(r->mem, &q->period);
		p.query = question_query(r, q, false);
		p.question = question_query(r, q, true);
		p.rows_label = q->rows->label;
		p.filtered = filters_label(r, q, c);
		fill_table(r, &p, q, c);
		fill_remarks(r, &p, q, c);
		p.chart = chart_of(r, q, c);
	}
	return page_show(r, &page, &tabulation_table_page, &p);
}

enum result
tabulation_ask(struct request *r, struct question *q, struct counted *c)
{
	enum result rc = access_centre(r);

	if (rc)
		return rc;
	rc = question_read(r, q);
	if (!rc)
		rc = tabulation_count(r, q, c);
	if (rc == INVALID) {
		enum result shown = tabulation_show(r, q, NULL);

		return shown ? shown : rc;
	}
	return rc;
}

/* GET /tabulations/new?rows=month&columns=requester&... */
enum result
tabulation_table_get(struct request *r)
{
	struct counted *c = arena_take(r->mem, sizeof(*c));
	struct question q;
	enum result rc = tabulation_ask(r, &q, c);

	return rc ? rc : tabulation_show(r, &q, c);
}
