#include "features/statistics/statistics.h"

#include <string.h>

#include "base/xlsx.h"

/* The report as a workbook: one sheet to print, one to go on with. */

enum { DATA_COLUMNS = 7 };

struct paper {
	struct xlsx_cell *cells;
	size_t nrows, ncols;
};

static struct xlsx_cell *
paper_row(struct paper *p)
{
	struct xlsx_cell *row = p->cells + p->ncols * p->nrows++;

	for (size_t i = 0; i < p->ncols; i++)
		row[i].text = "";
	return row;
}

static void
paper_text(struct xlsx_cell *cell, const char *text, bool bold)
{
	*cell = (struct xlsx_cell){ .text = text, .bold = bold };
}

static void
paper_number(struct xlsx_cell *cell, int64_t number, bool bold)
{
	*cell = (struct xlsx_cell){ .number = number, .bold = bold };
}

static void
paper_line(struct xlsx_cell *cell, const struct report_line *line, bool bold)
{
	if (line->hidden)
		paper_text(cell, REPORT_HIDDEN, bold);
	else
		paper_number(cell, line->count, bold);
}

static void
data_row(struct paper *p, const struct report *report,
    const struct report_line *line)
{
	struct xlsx_cell *row = paper_row(p);

	row[0].text = line->title;
	row[1].text = line->code;
	row[2].text = line->label;
	paper_line(&row[3], line, false);
	row[4].text = line->unit;
	row[5].text = report->from;
	row[6].text = report->to;
}

/* One value a cell, no title, nothing merged. */
static struct xlsx_sheet
data_sheet(struct arena *mem, const struct report *reports, size_t n)
{
	static const char *const headings[DATA_COLUMNS] = { "表", "分類コード",
	    "分類", "数", "単位", "開始日", "終了日" };
	struct paper p = { .ncols = DATA_COLUMNS };
	size_t room = 1;
	struct xlsx_cell *row;

	for (size_t i = 0; i < n; i++)
		room += report_lines_of(mem, &reports[i]).n;
	p.cells = arena_array(mem, room * DATA_COLUMNS, sizeof(*p.cells));
	row = paper_row(&p);
	for (size_t i = 0; i < DATA_COLUMNS; i++)
		paper_text(&row[i], headings[i], true);
	for (size_t i = 0; i < n; i++) {
		struct report_lines lines = report_lines_of(mem, &reports[i]);

		for (size_t k = 0; k < lines.n; k++)
			data_row(&p, &reports[i], &lines.at[k]);
	}
	return (struct xlsx_sheet){ .name = "データ", .cells = p.cells,
	    .nrows = p.nrows, .ncols = p.ncols };
}

static void
heading_row(struct paper *p, const struct report *reports, size_t n)
{
	struct xlsx_cell *row = paper_row(p);

	paper_text(&row[0], "区分", true);
	for (size_t i = 0; i < n; i++)
		paper_text(&row[1 + i], reports[i].period, true);
	paper_text(&row[1 + n], "単位", true);
}

static void
side_row(struct paper *p, const struct report_side *side, size_t n)
{
	struct xlsx_cell *row = paper_row(p);
	const struct report_line *like = side->like;

	paper_text(&row[0], like->label, like->sum);
	for (size_t i = 0; i < n; i++) {
		if (side->of[i])
			paper_line(&row[1 + i], side->of[i], like->sum);
		else if (strcmp(like->code, "gap") != 0)
			paper_text(&row[1 + i], "―", false);
		else
			paper_number(&row[1 + i], 0, false);
	}
	paper_text(&row[1 + n], like->unit, false);
}

static void
footnote_rows(struct paper *p, const struct report *reports)
{
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *t = &reports[0].tables[i];

		if (t->footnote)
			paper_row(p)->text = t->footnote;
	}
}

static const char *
people_title(struct arena *mem, const struct report *reports, size_t n)
{
	if (n == 1)
		return arena_fmt(mem, "相談支援の実績　%s", reports[0].period);
	return arena_fmt(mem, "相談支援の実績　%sから%sまで",
	    reports[0].period, reports[n - 1].period);
}

static struct xlsx_sheet
people_sheet(struct arena *mem, const struct report *reports, size_t n)
{
	struct report_sides sides = report_sides_of(mem, reports, n);
	struct paper p = { .ncols = n + 2 };
	size_t group = 0;

	/* Before each table a blank line and its title; notes at the end. */
	p.cells = arena_array(mem, (sides.n + 3 * REPORT_TABLES + 4) * p.ncols,
	    sizeof(*p.cells));
	heading_row(&p, reports, n);
	for (size_t i = 0; i < sides.n; i++) {
		const struct report_line *like = sides.at[i].like;

		if (like->group != group && like->group > 1) {
			paper_row(&p);
			paper_text(paper_row(&p), like->title, true);
		}
		group = like->group;
		side_row(&p, &sides.at[i], n);
	}
	paper_row(&p);
	footnote_rows(&p, reports);
	return (struct xlsx_sheet){ .name = "集計表", .cells = p.cells,
	    .title = people_title(mem, reports, n),
	    .nrows = p.nrows, .ncols = p.ncols, .landscape = n > 4 };
}

enum result
report_xlsx(struct arena *mem, const struct report *reports, size_t n,
    const char **bytes, size_t *len)
{
	struct xlsx_sheet sheets[] = { people_sheet(mem, reports, n),
	    data_sheet(mem, reports, n) };

	return xlsx_write(mem, sheets, COUNT(sheets), bytes, len);
}
