#include "app/audit.h"
#include "app/deed.h"
#include "base/xlsx.h"
#include "features/pathway/pathway_coming.h"
#include "features/pathway/pathway_coming_row.h"
#include "features/pathway/pathway_private.h"

/* The list as a sheet: one value a cell, ISO days. */
enum { COLUMNS = 11, MAX_SHEET_ROWS = 5000 };

static const char *const headings[COLUMNS] = { "見込みの日", "進む段階",
	"児童ID", "氏名", "フリガナ", "生年月日", "学年", "市町村", "圏域",
	"もとにしたもの", "それまでの項目" };

static const char *
text(const char *s)
{
	return s ? s : "";
}

static void
put(struct xlsx_cell *cell, const struct coming_row *row)
{
	const char *const texts[COLUMNS] = { row->on_day, row->stage,
		row->number, row->name, row->kana, row->child.born_on,
		row->grade, row->town, row->region,
		row->begun ? "段階の記録" : "生年月日",
		row->begun ? row->steps : "" };

	for (size_t i = 0; i < COLUMNS; i++)
		cell[i].text = text(texts[i]);
}

static enum result
fill(struct request *r, struct xlsx_sheet *sheet)
{
	struct coming c;
	struct rows rows = { 0 };
	struct xlsx_cell *cells;
	enum result rc;

	coming_ask(r, &c);
	rc = coming_sql_page(r, &c, MAX_SHEET_ROWS, 0, &rows);
	if (rc)
		return rc;
	cells = arena_array(r->mem, (rows.nrows + 1) * COLUMNS,
	    sizeof(*cells));
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct xlsx_cell){ .text = headings[i],
		    .bold = true };
	sheet->nrows = 1;
	for (size_t i = 0; i < rows.nrows; i++) {
		struct coming_row row;

		if (coming_row_of(r, &rows, i, &row))
			put(cells + COLUMNS * sheet->nrows++, &row);
	}
	sheet->cells = cells;
	return OK;
}

/* GET /pathway/coming.xlsx: with the questions of the list. */
enum result
pathway_coming_xlsx_get(struct request *r)
{
	struct xlsx_sheet sheet = { .name = "これから移行する子",
	    .ncols = COLUMNS, .landscape = true };
	const char *bytes;
	size_t n;
	enum result rc = fill(r, &sheet);

	if (!rc)
		rc = xlsx_write(r->mem, &sheet, 1, &bytes, &n);
	if (!rc)
		rc = deed_export(r, pathway_stage_record.name, "-",
		    arena_fmt(r->mem, "rows=%zu", sheet.nrows - 1));
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = arena_fmt(r->mem, "ikou-%s.xlsx", r->today);
	return OK;
}
