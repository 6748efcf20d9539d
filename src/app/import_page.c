#include "app/import_page.h"

#include <string.h>

#include "app/page.h"
#include "app/page_frame.h"
#include "app/site.h"
#include "app/words.h"
#include "base/csv.h"

/* Before anything is written: what a file needs, and what it would do. */
enum { MAX_IMPORT_BYTES = 20 << 20 };

struct column_row {
	const char *heading, *need, *hint;
};

struct start_page {
	const char *label, *kind, *fault;
	const struct html *hidden;
	struct html_list columns;
};

static const struct slot column_slots[] = {
	SLOT_TEXT(column_row, heading),
	SLOT_TEXT(column_row, need),
	SLOT_TEXT(column_row, hint),
};

static const struct slot start_slots[] = {
	SLOT_TEXT(start_page, label),
	SLOT_TEXT(start_page, kind),
	SLOT_TEXT(start_page, fault),
	SLOT_HTML(start_page, hidden),
	SLOT_LIST(start_page, columns, column_slots, struct column_row),
};

TEMPLATE(import_start, "src/app/import_start.html", start_slots);

struct fault_row {
	int64_t line;
	const char *column, *found, *wanted;
};

struct text_cell {
	const char *text;
};

struct sample_row {
	struct html_list cells;
};

struct preview_page {
	const char *label, *kind, *file, *job, *extra;
	const struct html *hidden;
	bool clean, nothing, more;
	int64_t rows, added, changed, same, nfaults;
	struct html_list faults, headings, samples;
};

static const struct slot fault_slots[] = {
	SLOT_NUMBER(fault_row, line),
	SLOT_TEXT(fault_row, column),
	SLOT_TEXT(fault_row, found),
	SLOT_TEXT(fault_row, wanted),
};

static const struct slot text_slots[] = {
	SLOT_TEXT(text_cell, text),
};

static const struct slot sample_slots[] = {
	SLOT_LIST(sample_row, cells, text_slots, struct text_cell),
};

static const struct slot preview_slots[] = {
	SLOT_TEXT(preview_page, label),
	SLOT_TEXT(preview_page, kind),
	SLOT_TEXT(preview_page, file),
	SLOT_TEXT(preview_page, job),
	SLOT_TEXT(preview_page, extra),
	SLOT_HTML(preview_page, hidden),
	SLOT_FLAG(preview_page, clean),
	SLOT_FLAG(preview_page, nothing),
	SLOT_FLAG(preview_page, more),
	SLOT_NUMBER(preview_page, rows),
	SLOT_NUMBER(preview_page, added),
	SLOT_NUMBER(preview_page, changed),
	SLOT_NUMBER(preview_page, same),
	SLOT_NUMBER(preview_page, nfaults),
	SLOT_LIST(preview_page, faults, fault_slots, struct fault_row),
	SLOT_LIST(preview_page, headings, text_slots, struct text_cell),
	SLOT_LIST(preview_page, samples, sample_slots, struct sample_row),
};

TEMPLATE(import_preview, "src/app/import_preview.html", preview_slots);

static const char *
hint_of(const struct field *f)
{
	switch (f->kind) {
	case KIND_DAY:
		return "2024/4/5、R6.4.5、令和6年4月5日など";
	case KIND_CODES:
		return "いくつかあるときは「；」で区切ります";
	case KIND_COUNTS:
		return "「医師2；看護師1」のように書きます";
	case KIND_LINK:
		return "台帳にある番号";
	case KIND_KANA:
		return "カタカナかひらがな";
	default:
		return "";
	}
}

static struct html_list
columns_of(struct request *r, const struct transfer *t)
{
	struct column_row *rows = arena_array(r->mem, t->ncolumns,
	    sizeof(*rows));

	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct field *f = record_field(t->record, t->columns[i]);

		rows[i] = (struct column_row){ field_heading(f),
		    f->flags & (REQUIRED | UNIQUE) ? "必須" : "任意",
		    hint_of(f) };
	}
	return (struct html_list){ rows, t->ncolumns };
}

static enum result
show_start(struct request *r, const struct transfer *t, const char *fault)
{
	struct start_page p = { .label = t->label, .kind = t->kind,
	    .fault = fault, .hidden = form_hidden(r, 0),
	    .columns = columns_of(r, t) };
	const char *title = arena_fmt(r->mem, "%sを取り込む", t->label);
	struct crumb crumbs[] = { { title, NULL } };
	struct page page = { title, NULL, crumbs, COUNT(crumbs), false };

	return page_show(r, &page, &import_start, &p);
}

static enum result
import_start_get(struct request *r)
{
	const struct transfer *t = transfer_asked(r, r->arg[0]);

	return t ? show_start(r, t, NULL) : MISSING;
}

/* The headings alone: a sheet to fill in. */
static enum result
import_example_get(struct request *r)
{
	const struct transfer *t = transfer_asked(r, r->arg[0]);
	struct buffer *b = &r->answer.body;

	if (!t)
		return MISSING;
	buffer_add(b, "\xef\xbb\xbf");
	for (size_t i = 0; i < t->ncolumns; i++) {
		buffer_add(b, i ? "," : "");
		csv_cell(b, field_heading(record_field(t->record,
		    t->columns[i])));
	}
	buffer_add(b, "\r\n");
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = arena_fmt(r->mem, "%s-example.csv", t->kind);
	return OK;
}

static struct html_list
faults_of(struct request *r, const struct import *in)
{
	size_t n = in->nfaults < IMPORT_MAX_FAULTS ? in->nfaults :
	    IMPORT_MAX_FAULTS;
	struct fault_row *rows = arena_array(r->mem, n + 1, sizeof(*rows));

	for (size_t i = 0; i < n; i++)
		rows[i] = (struct fault_row){ (int64_t)in->faults[i].line,
		    in->faults[i].column, in->faults[i].found,
		    in->faults[i].wanted };
	return (struct html_list){ rows, n };
}

static struct html_list
headings_of(struct request *r, const struct transfer *t)
{
	struct text_cell *cells = arena_array(r->mem, t->ncolumns,
	    sizeof(*cells));

	for (size_t i = 0; i < t->ncolumns; i++)
		cells[i].text = field_heading(record_field(t->record,
		    t->columns[i]));
	return (struct html_list){ cells, t->ncolumns };
}

static struct html_list
samples_of(struct request *r, const struct import *in)
{
	const struct transfer *t = in->transfer;
	struct sample_row *rows = arena_array(r->mem, in->nsamples + 1,
	    sizeof(*rows));

	for (size_t i = 0; i < in->nsamples; i++) {
		struct text_cell *cells = arena_array(r->mem, t->ncolumns,
		    sizeof(*cells));

		for (size_t k = 0; k < t->ncolumns; k++)
			cells[k].text = field_shown(r, record_field(t->record,
			    t->columns[k]), in->samples[i]);
		rows[i].cells = (struct html_list){ cells, t->ncolumns };
	}
	return (struct html_list){ rows, in->nsamples };
}

static const char *
joined(struct request *r, const char *const *texts, size_t n)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < n; i++) {
		buffer_add(&b, i ? "、" : "");
		buffer_add(&b, texts[i]);
	}
	return b.s;
}

static enum result
show_preview(struct request *r, const struct import *in, const char *file,
    const char *job)
{
	const struct transfer *t = in->transfer;
	const char *title = arena_fmt(r->mem, "%sを取り込む", t->label);
	struct crumb crumbs[] = { { title, NULL } };
	struct page page = { title, NULL, crumbs, COUNT(crumbs), false };
	struct preview_page p = {
		.label = t->label,
		.kind = t->kind,
		.file = file,
		.job = job,
		.hidden = form_hidden(r, 0),
		.clean = !in->nfaults && in->added + in->changed,
		.nothing = !in->nfaults && !(in->added + in->changed),
		.more = in->nfaults > IMPORT_MAX_FAULTS,
		.rows = (int64_t)in->rows,
		.added = (int64_t)in->added,
		.changed = (int64_t)in->changed,
		.same = (int64_t)in->same,
		.nfaults = (int64_t)in->nfaults,
		.faults = faults_of(r, in),
		.headings = headings_of(r, t),
		.samples = samples_of(r, in),
		.extra = joined(r, in->extra, in->nextra),
	};

	return page_show(r, &page, &import_preview, &p);
}

static enum result
refuse(struct request *r, const struct transfer *t, const char *says)
{
	request_fault(r, "file", says);
	(void)!show_start(r, t, says);
	return INVALID;
}

static enum result
import_preview_post(struct request *r)
{
	const struct transfer *t = transfer_asked(r, r->arg[0]);
	const struct upload *u = r->uploads.n ? &r->uploads.at[0] : NULL;
	struct import *in = arena_take(r->mem, sizeof(*in));
	struct import_job job;
	enum result rc;

	if (!t)
		return MISSING;
	if (!u || !u->len)
		return refuse(r, t, "ファイルを選んでください。CSVかExcel（.xlsx）です。");
	if (u->len > MAX_IMPORT_BYTES)
		return refuse(r, t, "ファイルが大きすぎます（20MBまで）。分けて取り込んでください。");
	rc = import_run(r, t, u->bytes, u->len, true, in, NULL, NULL);
	r->nfaults = 0;
	if (rc == BROKEN)
		return rc;
	job = (struct import_job){ .kind = t->kind, .file_name = u->file,
	    .content = u->bytes, .ncontent = u->len };
	if (!rc && in->added + in->changed && (rc = import_job_add(r, &job)))
		return rc;
	(void)!show_preview(r, in, u->file, job.id);
	return rc;
}

const struct route import_routes[] = {
	{ "GET", "/import/jobs/*", CHILD_WRITE, import_job_get },
	{ "GET", "/import/jobs/*/progress", CHILD_WRITE, import_progress_get },
	{ "POST", "/import/jobs/*/start", CHILD_WRITE, import_job_start_post },
	{ "GET", "/import/*", CHILD_WRITE, import_start_get },
	{ "GET", "/import/*/example.csv", CHILD_WRITE, import_example_get },
	{ "POST", "/import/*/preview", CHILD_WRITE, import_preview_post },
	{ "GET", "/export/*", CHILD_READ | FRESH, export_get },
};

const size_t nimport_routes = COUNT(import_routes);
