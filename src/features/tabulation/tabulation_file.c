#include "base/csv.h"
#include "base/xlsx.h"
#include "features/tabulation/tabulation_private.h"

/* The table as a file: the same rows and columns, and under it what was
 * counted. */

static const char *
file_name(struct request *r, const struct question *q, const char *ending)
{
	return arena_fmt(r->mem, "shuukei-%s-%s.%s", q->period.from,
	    q->period.to, ending);
}

static struct xlsx_cell *
row_at(struct xlsx_sheet *sheet, struct xlsx_cell *cells)
{
	struct xlsx_cell *row = cells + sheet->ncols * sheet->nrows++;

	for (size_t i = 0; i < sheet->ncols; i++)
		row[i].text = "";
	return row;
}

/* Columns that show, then their sum; a table of one column has none. */
static size_t
columns_of(const struct question *q, const struct counted *c, size_t *at)
{
	size_t n = 0;

	for (size_t i = 0; i < c->columns.n; i++) {
		if (tabulation_column_shows(c, i))
			at[n++] = i;
	}
	if (q->columns)
		at[n++] = c->columns.n;
	return n;
}

static struct xlsx_sheet
sheet_of(struct request *r, const struct question *q, const struct counted *c)
{
	size_t at[TABULATION_CLASSES + 1], n = columns_of(q, c, at);
	struct xlsx_sheet sheet = { .name = "集計表", .ncols = n + 1,
	    .title = arena_fmt(r->mem, "%s　%s", question_title(r->mem, q),
	    period_label(r->mem, &q->period)), .landscape = n > 8 };
	struct xlsx_cell *cells = arena_array(r->mem, (c->rows.n + 3) * (n + 1),
	    sizeof(*cells)), *row;

	sheet.cells = cells;
	row = row_at(&sheet, cells);
	row[0] = (struct xlsx_cell){ q->rows->label, 0, true };
	for (size_t i = 0; i < n; i++)
		row[i + 1] = (struct xlsx_cell){ at[i] == c->columns.n ? "計" :
		    q->columns ? c->columns.label[at[i]] : q->amount->unit, 0,
		    true };
	for (size_t k = 0; k <= c->rows.n; k++) {
		bool sum = k == c->rows.n;

		if (!sum && !tabulation_row_shows(c, k))
			continue;
		row = row_at(&sheet, cells);
		row[0] = (struct xlsx_cell){ sum ? "計" : c->rows.label[k], 0,
		    sum };
		for (size_t i = 0; i < n; i++)
			row[i + 1] = (struct xlsx_cell){ NULL,
			    grid_cell(&c->grid, k, at[i]), sum };
	}
	return sheet;
}

/* GET /tabulations/table.csv */
enum result
tabulation_csv_get(struct request *r)
{
	struct counted *c = arena_take(r->mem, sizeof(*c));
	struct buffer *b = &r->answer.body;
	struct xlsx_sheet sheet;
	struct question q;
	enum result rc = tabulation_ask(r, &q, c);

	if (rc)
		return rc;
	sheet = sheet_of(r, &q, c);
	buffer_add(b, "\xef\xbb\xbf");
	for (size_t i = 0; i < sheet.nrows * sheet.ncols; i++) {
		const struct xlsx_cell *cell = &sheet.cells[i];

		if (cell->text)
			csv_cell(b, cell->text);
		else
			buffer_int(b, cell->number);
		buffer_add(b, (i + 1) % sheet.ncols ? "," : "\r\n");
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, &q, "csv");
	return OK;
}

/* GET /tabulations/table.xlsx */
enum result
tabulation_xlsx_get(struct request *r)
{
	struct counted *c = arena_take(r->mem, sizeof(*c));
	struct xlsx_sheet sheet;
	struct question q;
	const char *bytes;
	size_t n;
	enum result rc = tabulation_ask(r, &q, c);

	if (rc)
		return rc;
	sheet = sheet_of(r, &q, c);
	rc = xlsx_write(r->mem, &sheet, 1, &bytes, &n);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = file_name(r, &q, "xlsx");
	return OK;
}
