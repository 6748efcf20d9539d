#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/field_counts.h"
#include "app/text_map.h"
#include "app/transfer.h"
#include "base/csv.h"
#include "base/xlsx.h"

/*
 * A register going out as a sheet: the columns of its transfer, in their
 * order, as an import reads them back.
 */
enum { MAX_EXPORT_COLUMNS = 40 };

bool
transfer_may(const struct request *r, const struct transfer *t)
{
	unsigned classes = 0;

	if (!t->record->child)
		return !record_is_closed(r, t->record);
	for (size_t i = 0; i < t->ncolumns; i++)
		classes |= record_field(t->record, t->columns[i])->tells;
	return access_is_centre(r) &&
	    !(classes & ~access_ceiling(r->who, true));
}

struct exporter {
	struct request *r;
	const struct transfer *t;
	const struct field *fields[MAX_EXPORT_COLUMNS];
	struct text_map *links[MAX_EXPORT_COLUMNS];	/* id -> number */
	void (*put)(struct exporter *, const char *const *cells);
	struct buffer *csv;
	struct xlsx_cell *cells;	/* of all rows, for a workbook */
	size_t rows, used, cap;
	struct arena *scratch;		/* of one row */
	unsigned classes;		/* that the columns tell */
};

static const struct field *
unique_field(const struct record *rec)
{
	for (size_t i = 0; i < rec->nfields; i++) {
		if (rec->fields[i].flags & UNIQUE)
			return &rec->fields[i];
	}
	return NULL;
}

struct link_fill {
	struct arena *mem;
	struct text_map *numbers;
};

static enum result
keep_link(void *ctx, const char *const *cells, size_t ncols)
{
	struct link_fill *fill = ctx;

	(void)ncols;
	text_map_put(fill->numbers, arena_text(fill->mem, cells[0]),
	    arena_text(fill->mem, cells[1] ? cells[1] : ""));
	return OK;
}

static enum result
load_links(struct exporter *e, size_t i)
{
	const struct record *to = e->fields[i]->to;
	const struct field *key = unique_field(to);
	struct link_fill fill = { e->r->mem, text_map_new(e->r->mem, 1024) };
	struct query q = { "export.links", arena_fmt(e->r->mem,
	    "SELECT id, %s FROM %s", key ? key->name : "id", to->name) };

	e->links[i] = fill.numbers;
	return db_each(e->r->db, &q, NO_ARGS, keep_link, &fill);
}

/* The stored value as the sheet writes it. */
static const char *
written(struct exporter *e, size_t i, const char *stored)
{
	const struct field *f = e->fields[i];
	const struct municipality *m;
	const char *number;

	if (!stored)
		return "";
	switch (f->kind) {
	case KIND_CODE:
		return codes_label(e->r->codes, f->list, stored);
	case KIND_CODES:
		return codes_labels(e->scratch, e->r->codes, f->list, stored,
		    "；");
	case KIND_COUNTS:
		return counts_sheet(e->scratch, e->r->codes, f, stored);
	case KIND_MUNICIPALITY:
		m = codes_municipality(e->r->codes, stored);
		return m ? m->name : stored;
	case KIND_LINK:
		number = text_map_get(e->links[i], stored);
		return number ? number : "";
	default:
		return stored;
	}
}

static enum result
export_row(void *ctx, const char *const *cells, size_t ncols)
{
	struct exporter *e = ctx;
	const struct record *rec = e->t->record;
	const char *out[MAX_EXPORT_COLUMNS];
	const struct grant *grant = NULL;

	arena_reset(e->scratch);
	if (rec->child && access_grant(e->r, cells[1], &grant))
		return OK;
	for (size_t i = 0; i + 2 < ncols && i < e->t->ncolumns; i++)
		out[i] = written(e, i, record_open_cell(e->r, e->scratch, rec,
		    e->fields[i], cells[0], cells[i + 2]));
	if (grant)
		access_saw(e->r, grant, e->classes);
	e->put(e, out);
	e->rows++;
	return OK;
}

static enum result
prepare(struct exporter *e, struct buffer *columns)
{
	for (size_t i = 0; i < e->t->ncolumns; i++) {
		enum result rc = OK;

		e->fields[i] = record_field(e->t->record, e->t->columns[i]);
		e->classes |= e->fields[i]->tells;
		buffer_fmt(columns, ", %s", e->t->columns[i]);
		if (e->fields[i]->kind == KIND_LINK)
			rc = load_links(e, i);
		if (rc)
			return rc;
	}
	return OK;
}

static enum result
walk(struct exporter *e)
{
	struct buffer columns = buffer_new(e->r->mem);
	const struct field *key = unique_field(e->t->record);
	const char *headings[MAX_EXPORT_COLUMNS];
	struct query q = { .name = "export.rows" };
	const char *gone = e->t->record->gone;
	enum result rc = transfer_may(e->r, e->t) ? prepare(e, &columns) : DENIED;

	if (!rc)
		rc = access_begin(e->r);
	if (rc)
		return rc;
	for (size_t i = 0; i < e->t->ncolumns; i++)
		headings[i] = field_heading(e->fields[i]);
	e->put(e, headings);
	q.sql = arena_fmt(e->r->mem, "SELECT id, %s%s FROM %s%s%s%s"
	    " ORDER BY %s%s%s", e->t->record->child ? e->t->record->child : "id",
	    columns.s, e->t->record->name, gone ? " WHERE " : "",
	    gone ? gone : "", gone ? " IS NULL" : "",
	    e->t->day_field ? e->t->day_field : "", e->t->day_field ? ", " : "",
	    key ? key->name : "id");
	e->scratch = arena_new();
	rc = db_each(e->r->db, &q, NO_ARGS, export_row, e);
	arena_free(e->scratch);
	return rc;
}

static void
put_csv(struct exporter *e, const char *const *cells)
{
	for (size_t i = 0; i < e->t->ncolumns; i++) {
		buffer_add(e->csv, i ? "," : "");
		csv_cell(e->csv, cells[i]);
	}
	buffer_add(e->csv, "\r\n");
}

enum result
export_csv(struct request *r, const struct transfer *t, struct buffer *out,
    size_t *rows)
{
	struct exporter e = { .r = r, .t = t, .put = put_csv, .csv = out };
	enum result rc;

	buffer_add(out, "\xef\xbb\xbf");
	rc = walk(&e);
	*rows = e.rows;
	return rc;
}

static void
put_cells(struct exporter *e, const char *const *cells)
{
	size_t n = e->t->ncolumns, used = e->used;

	if (used + n > e->cap) {
		struct xlsx_cell *more;

		e->cap = e->cap * 2 + 1024;
		more = arena_array(e->r->mem, e->cap, sizeof(*more));
		if (used)
			memcpy(more, e->cells, used * sizeof(*more));
		e->cells = more;
	}
	for (size_t i = 0; i < n; i++)
		e->cells[used + i].text = arena_text(e->r->mem, cells[i]);
	e->used += n;
}

enum result
export_xlsx(struct request *r, const struct transfer *t, const char **bytes,
    size_t *n, size_t *rows)
{
	struct exporter e = { .r = r, .t = t, .put = put_cells };
	struct xlsx_sheet sheet = { .name = t->label, .ncols = t->ncolumns };
	enum result rc = walk(&e);

	*rows = e.rows;
	if (rc)
		return rc;
	sheet.cells = e.cells;
	sheet.nrows = e.rows + 1;
	return xlsx_write(r->mem, &sheet, 1, bytes, n);
}
