#include "app/audit.h"
#include "app/deed.h"
#include "app/stream.h"
#include "base/csv.h"
#include "base/xlsx.h"
#include "features/directory/directory_map.h"
#include "features/directory/directory_sheet.h"

/* The list as a file. That it was taken is a row of the log, before the first
 * byte leaves. CSV is made while it is sent; a workbook is put together first,
 * and so has a limit. */
enum { MAX_SHEET = 5000, PIECE = 500 };

static void
csv_line(struct buffer *b, size_t width, const char *const *cells)
{
	for (size_t i = 0; i < width; i++) {
		buffer_add(b, i ? "," : "");
		csv_cell(b, cells[i]);
	}
	buffer_add(b, "\r\n");
}

static void
csv_begin(struct buffer *b, const struct sheet *s)
{
	buffer_add(b, "\xef\xbb\xbf");
	csv_line(b, directory_sheet_width(s), directory_sheet_headings(s));
}

static enum result
csv_piece(struct request *r, struct sheet *s, struct buffer *b, size_t *n)
{
	size_t width = directory_sheet_width(s);
	const char *const *cells;
	enum result rc = directory_sheet_next(r, s, PIECE, &cells, n);

	for (size_t i = 0; !rc && i < *n; i++)
		csv_line(b, width, cells + i * width);
	return rc;
}

enum result
directory_sheet_csv(struct request *r, const struct wish *w, struct buffer *b,
    size_t *rows)
{
	struct sheet *s;
	enum result rc = directory_sheet_open(r, r->mem, w, &s);
	size_t n = 1;

	*rows = 0;
	if (!rc)
		csv_begin(b, s);
	while (!rc && n) {
		rc = csv_piece(r, s, b, &n);
		*rows += n;
	}
	return rc;
}

struct making {
	struct sheet *sheet;
	bool begun;
};

static enum result
more_csv(struct request *r, void *ctx)
{
	struct making *m = ctx;
	size_t n;

	if (!m->begun)
		csv_begin(&r->answer.body, m->sheet);
	m->begun = true;
	return csv_piece(r, m->sheet, &r->answer.body, &n);
}

static void
name_file(struct request *r, const char *type, const char *ending)
{
	r->answer.type = type;
	r->answer.file = arena_fmt(r->mem, "services-%s.%s", r->today, ending);
}

/* GET /services.csv, narrowed as the list is */
enum result
directory_csv_get(struct request *r)
{
	struct wish w = directory_wish(r);
	struct making *m;
	struct stream *st;
	int64_t n = 0;
	enum result rc = directory_sql_list_count(r, &w, &n);

	if (!rc)
		rc = deed_export(r, "service", "-", arena_fmt(r->mem,
		    "rows=%lld", (long long)n));
	if (rc)
		return rc;
	st = stream_new(r);
	m = arena_take(st->mem, sizeof(*m));
	rc = directory_sheet_open(r, st->mem, &w, &m->sheet);
	st->more = more_csv;
	st->ctx = m;
	name_file(r, "text/csv; charset=utf-8", "csv");
	return rc;
}

enum result
directory_sheet_xlsx(struct request *r, const struct wish *w,
    const char **bytes, size_t *len)
{
	struct xlsx_sheet out = { .name = "受入れ先の台帳", .landscape = true };
	const char *const *headings, *const *rows;
	struct xlsx_cell *all;
	struct sheet *s;
	size_t n = 0;
	enum result rc = directory_sheet_open(r, r->mem, w, &s);

	if (!rc)
		rc = directory_sheet_next(r, s, MAX_SHEET, &rows, &n);
	if (rc)
		return rc;
	headings = directory_sheet_headings(s);
	out.ncols = directory_sheet_width(s);
	all = arena_array(r->mem, (n + 1) * out.ncols, sizeof(*all));
	for (size_t i = 0; i < out.ncols; i++)
		all[i] = (struct xlsx_cell){ .text = headings[i],
		    .bold = true };
	for (size_t i = 0; i < n * out.ncols; i++)
		all[out.ncols + i].text = rows[i];
	out.cells = all;
	out.nrows = n + 1;
	return xlsx_write(r->mem, &out, 1, bytes, len);
}

/* GET /services.xlsx: what is too long for a sheet is refused, not cut. */
enum result
directory_xlsx_get(struct request *r)
{
	struct wish w = directory_wish(r);
	const char *bytes;
	int64_t n = 0;
	size_t len;
	enum result rc = directory_sql_list_count(r, &w, &n);

	if (!rc && n > MAX_SHEET) {
		request_fault(r, "q", "Excelのファイルは5,000件までです。"
		    "絞り込むか、CSVで保存してください。");
		rc = directory_list_get(r);
		return rc ? rc : INVALID;
	}
	if (!rc)
		rc = directory_sheet_xlsx(r, &w, &bytes, &len);
	if (!rc)
		rc = deed_export(r, "service", "-", arena_fmt(r->mem,
		    "rows=%lld", (long long)n));
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, len);
	name_file(r, "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet", "xlsx");
	return OK;
}
