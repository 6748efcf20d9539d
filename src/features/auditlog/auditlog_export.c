#include "app/audit.h"
#include "app/deed.h"
#include "app/stream.h"
#include "base/csv.h"
#include "base/xlsx.h"
#include "features/auditlog/auditlog_line.h"
#include "features/auditlog/auditlog_private.h"

/*
 * The list of an administrator as a file. That it was taken is a row itself,
 * before the first byte leaves. CSV is made while it is sent, however long it
 * is; a workbook is put together first, and so has a limit.
 */
enum { MAX_SHEET = 20000, PIECE = 1000, COLUMNS = 12 };

static const char *const headings[COLUMNS] = { "番号", "日時", "氏名",
	"ログイン名", "所属", "役割", "したこと", "何の記録", "子ども",
	"見られる理由", "見たこと", "くわしく" };

static void
cells_of(struct met *met, const struct rows *rows, size_t i,
    const char *out[COLUMNS])
{
	struct audit_row row = auditlog_sql_row(rows, i);
	struct log_line l = log_line_of(met, &row, auditlog_sql_seq(rows, i));
	const char *const all[COLUMNS] = { l.seq, l.at, l.name, l.login,
		l.agency, l.role, l.verb, l.about, l.child ? l.child : "",
		l.paths, l.classes, l.what };

	for (size_t k = 0; k < COLUMNS; k++)
		out[k] = all[k];
}

static enum result
note_export(struct request *r, int64_t rows)
{
	return deed_export(r, "audit", "-", arena_fmt(r->mem, "rows=%lld",
	    (long long)rows));
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

/* How far the file is made; all of it lives as long as the stream. */
struct making {
	struct arena *mem;
	struct auditlog_filter f;
	bool begun, over;
};

static void
keep_place(struct making *k, const struct rows *rows)
{
	struct audit_row last = auditlog_sql_row(rows, rows->nrows - 1);

	k->f.behind_at = arena_text(k->mem, last.at);
	k->f.behind_seq = auditlog_sql_seq(rows, rows->nrows - 1);
}

static enum result
more_csv(struct request *r, void *ctx)
{
	struct buffer *b = &r->answer.body;
	struct met *met = met_new(r);
	const char *cells[COLUMNS];
	struct making *k = ctx;
	struct rows rows = { 0 };
	enum result rc = k->over ? OK : auditlog_sql_list(r, &k->f, 0, PIECE,
	    &rows);

	if (!k->begun) {
		buffer_add(b, "\xef\xbb\xbf");
		csv_line(b, headings);
	}
	for (size_t i = 0; i < rows.nrows; i++) {
		cells_of(met, &rows, i, cells);
		csv_line(b, cells);
	}
	k->begun = true;
	k->over = rows.nrows < PIECE;
	if (rows.nrows)
		keep_place(k, &rows);
	return rc;
}

static const char *
kept(struct stream *s, const char *text)
{
	return text ? arena_text(s->mem, text) : NULL;
}

/* What is written from now on is not in the file, nor this export itself. */
static void
begin_csv(struct request *r, const struct auditlog_filter *f)
{
	struct stream *s = stream_new(r);
	struct making *k = arena_take(s->mem, sizeof(*k));

	k->mem = s->mem;
	k->f = (struct auditlog_filter){ .from = kept(s, f->from),
		.to = kept(s, f->to), .person = kept(s, f->person),
		.verb = kept(s, f->verb), .record = kept(s, f->record),
		.child = kept(s, f->child), .upto = f->upto };
	s->more = more_csv;
	s->ctx = k;
}

/* GET /audit.csv */
enum result
auditlog_csv_get(struct request *r)
{
	struct auditlog_period period = auditlog_period_of(r);
	struct auditlog_filter f = auditlog_filter_of(r, &period);
	int64_t n = 0;
	enum result rc = auditlog_sql_last(r, &f.upto);

	if (!rc)
		rc = auditlog_sql_count(r, &f, INT64_MAX, &n);
	if (!rc)
		rc = note_export(r, n);
	if (rc)
		return rc;
	begin_csv(r, &f);
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, "csv");
	return OK;
}

/* Nothing is left out silently: what is too long for a sheet is refused. */
static enum result
rows_of(struct request *r, struct rows *rows)
{
	struct auditlog_period period = auditlog_period_of(r);
	struct auditlog_filter f = auditlog_filter_of(r, &period);
	enum result rc = auditlog_sql_list(r, &f, 0, MAX_SHEET + 1, rows);

	if (rc)
		return rc;
	if (rows->nrows > MAX_SHEET) {
		request_fault(r, "from", "Excelのファイルは20,000件までです。"
		    "期間を短くするか、CSVで保存してください。");
		rc = auditlog_list_show(r);
		return rc ? rc : INVALID;
	}
	return note_export(r, (int64_t)rows->nrows);
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
		cells_of(met, &rows, i, cells);
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
