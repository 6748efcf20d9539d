#include <string.h>

#include "app/import.h"
#include "app/words.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/xlsx.h"

/* A sheet's cells and headings. */

void
import_fault(struct import_work *w, size_t line, const char *column,
    const char *found, const char *wanted)
{
	struct import *out = w->out;

	if (out->nfaults < IMPORT_MAX_FAULTS)
		out->faults[out->nfaults] = (struct import_fault){
		    .line = line,
		    .column = column,
		    .found = found ? text_cut(w->r->mem, found, IMPORT_FOUND) : "",
		    .wanted = words(wanted),
		};
	out->nfaults++;
}

static enum result
read_sheet(struct import_work *w, const char *bytes, size_t n)
{
	const char *why = NULL;
	size_t line = 0;
	enum result rc;

	if (xlsx_looks(bytes, n))
		rc = xlsx_read(w->r->mem, bytes, n, &w->sheet, &why);
	else
		rc = csv_read(w->r->mem, bytes, n, &w->sheet, &why, &line);
	if (rc)
		import_fault(w, line, "", "", why ? why : "csv_empty");
	return rc;
}

static const struct field *
column_of(struct import_work *w, const char *heading)
{
	const char *key = text_key(w->r->mem, heading);

	for (size_t i = 0; i < w->t->ncolumns; i++) {
		const struct field *f = record_field(w->t->record,
		    w->t->columns[i]);

		if (strcmp(text_key(w->r->mem, field_heading(f)), key) == 0)
			return f;
	}
	return NULL;
}

static bool
has_column(const struct import_work *w, const struct field *f, size_t before)
{
	for (size_t i = 0; i < before; i++) {
		if (w->fields[i] == f)
			return true;
	}
	return false;
}

static void
read_headings(struct import_work *w)
{
	const char **extra = arena_array(w->r->mem, w->sheet.ncols + 1,
	    sizeof(*extra));

	for (size_t i = 0; i < w->sheet.ncols; i++) {
		const char *heading = table_cell(&w->sheet, 0, i);
		const struct field *f = column_of(w, heading);

		if (f && has_column(w, f, i))
			import_fault(w, w->sheet.lines[0], field_heading(f), heading,
			    "同じ見出しの列が2つあります。1つにしてください。");
		else if (f)
			w->fields[i] = f;
		else if (!text_blank(heading))
			extra[w->out->nextra++] = heading;
	}
	w->out->extra = extra;
}

static void
check_columns(struct import_work *w)
{
	for (size_t i = 0; i < w->t->ncolumns; i++) {
		const struct field *f = record_field(w->t->record,
		    w->t->columns[i]);

		if (f->flags & UNIQUE)
			w->key = f;
		if (w->t->day_field && strcmp(f->name, w->t->day_field) == 0)
			w->day = f;
		if (f->flags & (REQUIRED | UNIQUE) &&
		    !has_column(w, f, w->sheet.ncols))
			import_fault(w, w->sheet.lines[0], field_heading(f), "",
			    "この見出しの列がありません。1行目に加えてください。");
	}
}

enum result
import_open(struct import_work *w, const char *bytes, size_t n)
{
	enum result rc = read_sheet(w, bytes, n);

	if (rc)
		return rc;
	w->fields = arena_array(w->r->mem, w->sheet.ncols + 1,
	    sizeof(*w->fields));
	w->links = arena_array(w->r->mem, w->sheet.ncols + 1,
	    sizeof(*w->links));
	w->memos = arena_array(w->r->mem, w->sheet.ncols + 1,
	    sizeof(*w->memos));
	read_headings(w);
	check_columns(w);
	w->nrows = w->sheet.nrows - 1;
	w->out->rows = w->nrows;
	w->rows = arena_array(w->r->mem, w->nrows + 1, sizeof(*w->rows));
	return w->out->nfaults ? INVALID : OK;
}
