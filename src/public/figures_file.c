#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "public/figures.h"

/* The tables as files, each number with what it counts. */

#define HIDDEN "X"

enum { COLUMNS = 9 };

static const char *const headings[COLUMNS] = { "表", "分類コード", "分類", "数",
	"単位", "始まりの日", "終わりの日", "数え方", "注" };

static const char *
file_name(struct request *r, const struct figures *f, const char *ending)
{
	return arena_fmt(r->mem, "toukei-%s.%s", f->slug, ending);
}

static void
cells_of(const struct figures *f, const struct figures_line *line,
    const char *cells[COLUMNS])
{
	const char *const all[COLUMNS] = { line->title, line->code,
		line->label, line->number ? line->number : HIDDEN, line->unit,
		f->from, f->to, line->definition,
		line->footnote ? line->footnote : "" };

	memcpy(cells, all, sizeof(all));
}

static void
put_row(struct buffer *b, const char *const cells[COLUMNS])
{
	for (size_t i = 0; i < COLUMNS; i++) {
		buffer_add(b, i ? "," : "");
		csv_cell(b, cells[i]);
	}
	buffer_add(b, "\r\n");
}

enum result
figures_csv_get(struct request *r)
{
	struct buffer *b = &r->answer.body;
	struct figures f;
	enum result rc = figures_sql_get(r, r->arg[0], &f);

	if (rc)
		return rc;
	buffer_add(b, "\xef\xbb\xbf");
	put_row(b, headings);
	for (size_t i = 0; i < f.nlines; i++) {
		const char *cells[COLUMNS];

		cells_of(&f, &f.lines[i], cells);
		put_row(b, cells);
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, &f, "csv");
	return OK;
}

static void
json_text(struct buffer *b, const char *key, const char *text)
{
	buffer_fmt(b, ",\"%s\":", key);
	if (text)
		buffer_json(b, text);
	else
		buffer_add(b, "null");
}

static void
json_line(struct buffer *b, const struct figures_line *line)
{
	buffer_add(b, "{\"code\":");
	buffer_json(b, line->code);
	json_text(b, "label", line->label);
	buffer_fmt(b, ",\"number\":%s}", line->number ? line->number : "null");
}

/* Tables follow one another; each begins with its first line. */
static void
json_tables(struct buffer *b, const struct figures *f)
{
	const char *table = NULL;

	for (size_t i = 0; i < f->nlines; i++) {
		const struct figures_line *line = &f->lines[i];

		if (table && strcmp(table, line->table) == 0) {
			buffer_add(b, ",");
			json_line(b, line);
			continue;
		}
		buffer_add(b, table ? "]},{\"name\":" : "{\"name\":");
		buffer_json(b, line->table);
		json_text(b, "title", line->title);
		json_text(b, "unit", line->unit);
		json_text(b, "definition", line->definition);
		json_text(b, "footnote", line->footnote);
		buffer_add(b, ",\"classes\":[");
		json_line(b, line);
		table = line->table;
	}
	buffer_add(b, table ? "]}" : "");
}

/* `number` null: not told, for it is below the threshold or would tell one
 * that is. */
enum result
figures_json_get(struct request *r)
{
	struct buffer *b = &r->answer.body;
	struct figures f;
	enum result rc = figures_sql_get(r, r->arg[0], &f);

	if (rc)
		return rc;
	buffer_add(b, "{\"period\":");
	buffer_json(b, f.period);
	json_text(b, "from", f.from);
	json_text(b, "to", f.to);
	buffer_fmt(b, ",\"edition\":%lld,\"restated\":%lld,\"threshold\":%lld,"
	    "\"zeros\":%s", (long long)f.edition, (long long)f.restated,
	    (long long)f.threshold, f.zeros ? "true" : "false");
	json_text(b, "approved_on", f.approved_on);
	json_text(b, "reason", f.reason);
	buffer_add(b, ",\"tables\":[");
	json_tables(b, &f);
	buffer_add(b, "]}\n");
	r->answer.type = "application/json; charset=utf-8";
	r->answer.file = file_name(r, &f, "json");
	return OK;
}

enum result
figures_xlsx_get(struct request *r)
{
	struct xlsx_sheet sheet = { .name = "統計", .ncols = COLUMNS,
		.landscape = true };
	struct xlsx_cell *cells;
	struct figures f;
	const char *bytes;
	size_t n;
	enum result rc = figures_sql_get(r, r->arg[0], &f);

	if (rc)
		return rc;
	cells = arena_array(r->mem, (f.nlines + 1) * COLUMNS, sizeof(*cells));
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct xlsx_cell){ .text = headings[i],
		    .bold = true };
	for (size_t i = 0; i < f.nlines; i++) {
		struct xlsx_cell *row = cells + (i + 1) * COLUMNS;
		const char *texts[COLUMNS];

		cells_of(&f, &f.lines[i], texts);
		for (size_t k = 0; k < COLUMNS; k++)
			row[k].text = texts[k];
		if (f.lines[i].number && text_number(f.lines[i].number,
		    &row[3].number))
			row[3].text = NULL;
	}
	sheet.title = figures_title(r->mem, &f);
	sheet.cells = cells;
	sheet.nrows = f.nlines + 1;
	rc = xlsx_write(r->mem, &sheet, 1, &bytes, &n);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = file_name(r, &f, "xlsx");
	return OK;
}
