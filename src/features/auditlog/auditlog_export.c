#include "app/audit.h"
#include "app/deed.h"
#include "base/csv.h"
#include "base/xlsx.h"
#include "features/auditlog/auditlog_line.h"
#include "features/auditlog/auditlog_private.h"

/* The list of an administrator as a file. That it was taken is a row itself. */
enum { MAX_EXPORTED = 50000, COLUMNS = 12 };

static const char *const headings[COLUMNS] = { "番号", "日時", "氏名",
	"ログイン名", "所属", "役割", "したこと", "何の記録", "子ども",
	"見られる理由", "見たこと", "くわしく" };

static void
cells_of(const struct log_line *l, const char *out[COLUMNS])
{
	const char *const all[COLUMNS] = { l->seq, l->at, l->name, l->login,
		l->agency, l->role, l->verb, l->about,
		l->child ? l->child : "", l->paths, l->classes, l->what };

	for (size_t i = 0; i < COLUMNS; i++)
		out[i] = all[i];
}

static enum result
note_export(struct request *r, size_t rows)
{
	r->once = NULL;
	deed_begin(r);
	audit_note_plain(r, "export", "audit", "-", arena_fmt(r->mem,
	    "rows=%zu", rows));
	return deed_commit(r, NULL);
}

/* Nothing is left out silently: what is too long for a file is refused. */
static enum result
rows_of(struct request *r, struct rows *rows)
{
	struct auditlog_period period = auditlog_period_of(r);
	struct auditlog_filter f = auditlog_filter_of(r, &period);
	enum result rc = auditlog_sql_list(r, &f, 0, MAX_EXPORTED + 1, rows);

	if (rc)
		return rc;
	if (rows->nrows > MAX_EXPORTED) {
		request_fault(r, "from", "1つのファイルは50,000件までです。"
		    "期間を短くしてください。");
		rc = auditlog_list_show(r);
		return rc ? rc : INVALID;
	}
	return note_export(r, rows->nrows);
}

static const char *
file_name(struct request *r, const char *ending)
{
	return arena_fmt(r->mem, "audit-%s.%s", r->today, ending);
}

static void
csv_line(struct buffer *b, const char *const cells[COLUMNS])
{
	for (size_t i = 0; i < COLUMNS; i++) {
		buffer_add(b, i ? "," : "");
		csv_cell(b, cells[i]);
	}
	buffer_add(b, "\r\n");
}

/* GET /audit.csv */
enum result
auditlog_csv_get(struct request *r)
{
	struct met *met = met_new(r);
	const char *cells[COLUMNS];
	struct rows rows = { 0 };
	enum result rc = rows_of(r, &rows);

	if (rc)
		return rc;
	buffer_add(&r->answer.body, "\xef\xbb\xbf");
	csv_line(&r->answer.body, headings);
	for (size_t i = 0; i < rows.nrows; i++) {
		struct audit_row row = auditlog_sql_row(&rows, i);
		struct log_line l = log_line_of(met, &row,
		    auditlog_sql_seq(&rows, i));

		cells_of(&l, cells);
		csv_line(&r->answer.body, cells);
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, "csv");
	return OK;
}

/* GET /audit.xlsx */
enum result
auditlog_xlsx_get(struct request *r)
{
	struct met *met = met_new(r);
	struct xlsx_sheet sheet = { .name = "操作の記録", .ncols = COLUMNS,
		.landscape = true };
	const char *cells[COLUMNS], *bytes;
	struct rows rows = { 0 };
	struct xlsx_cell *all;
	size_t n;
	enum result rc = rows_of(r, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, (rows.nrows + 1) * COLUMNS, sizeof(*all));
	for (size_t i = 0; i < COLUMNS; i++)
		all[i] = (struct xlsx_cell){ .text = headings[i],
		    .bold = true };
	for (size_t i = 0; i < rows.nrows; i++) {
		struct audit_row row = auditlog_sql_row(&rows, i);
		struct log_line l = log_line_of(met, &row,
		    auditlog_sql_seq(&rows, i));

		cells_of(&l, cells);
		for (size_t k = 0; k < COLUMNS; k++)
			all[(i + 1) * COLUMNS + k].text = cells[k];
	}
	sheet.cells = all;
	sheet.nrows = rows.nrows + 1;
	rc = xlsx_write(r->mem, &sheet, 1, &bytes, &n);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = file_name(r, "xlsx");
	return OK;
}
