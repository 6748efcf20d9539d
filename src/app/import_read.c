#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/import.h"
#include "app/words.h"
#include "base/csv.h"
#include "base/text.h"

/*
 * Cells into fields. A register says the same few things many thousand times,
 * so what a cell of a code column was read as is remembered, by its text and
 * by which versions of the list were in force that day.
 */
struct read_cell {
	const char *value, *says;
};

struct cell_memo {
	struct text_map *cells;
	const char **turns;		/* days on which the list changes */
	size_t nturns;
};

struct link_map {
	struct text_map *ids;
};

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct cell_memo *
memo_new(struct request *r, const struct field *f)
{
	struct cell_memo *m = arena_take(r->mem, sizeof(*m));
	size_t n = 0;
	const struct code *c = f->list ? codes_list(r->codes, f->list, &n) :
	    NULL;

	m->cells = text_map_new(r->mem, 256);
	m->turns = arena_array(r->mem, n * 2 + 1, sizeof(*m->turns));
	for (size_t i = 0; i < n; i++) {
		if (c[i].valid_from)
			m->turns[m->nturns++] = c[i].valid_from;
		if (c[i].valid_to)	/* ends after that day: one more turn */
			m->turns[m->nturns++] = arena_fmt(r->mem, "%s+",
			    c[i].valid_to);
	}
	qsort(m->turns, m->nturns, sizeof(*m->turns), by_text);
	return m;
}

static size_t
turns_until(const struct cell_memo *m, const char *day)
{
	size_t n = 0;

	while (n < m->nturns && strcmp(m->turns[n], day) <= 0)
		n++;
	return n;
}

static const char *
read_memo(struct import_work *w, size_t col, const char *cell,
    const char *day, void *obj)
{
	const struct field *f = w->fields[col];
	struct cell_memo *m = w->memos[col];
	char short_key[200];
	const char *key = short_key;
	const struct read_cell *known;
	struct read_cell *fresh;
	size_t len = strlen(cell);

	if (len > sizeof(short_key) - 8)
		return field_read(w->r, f, cell, day, true, obj);
	short_key[0] = (char)('0' + turns_until(m, day) % 64);
	memcpy(short_key + 1, cell, len + 1);
	known = text_map_get(m->cells, key);
	if (!known) {
		field_set(f, obj, NULL);
		fresh = arena_take(w->r->mem, sizeof(*fresh));
		fresh->says = field_read(w->r, f, cell, day, true, obj);
		fresh->value = field_text(w->r->mem, f, obj);
		text_map_put(m->cells, arena_text(w->r->mem, key), fresh);
		known = fresh;
	}
	field_set(f, obj, known->value);
	return known->says;
}

struct link_fill {
	struct request *r;
	struct text_map *ids;
};

static enum result
keep_link(void *ctx, const char *const *cells, size_t ncols)
{
	struct link_fill *fill = ctx;
	struct arena *mem = fill->r->mem;

	(void)ncols;
	text_map_put(fill->ids, arena_text(mem, cells[0]),
	    arena_text(mem, cells[1]));
	return OK;
}

static enum result
load_links(struct import_work *w, const struct field *f,
    struct link_map **out)
{
	struct link_fill fill = { w->r, text_map_new(w->r->mem, 1024) };
	const struct field *key = NULL;
	struct query q = { .name = "import.links" };

	for (size_t i = 0; i < f->to->nfields; i++) {
		if (f->to->fields[i].flags & UNIQUE)
			key = &f->to->fields[i];
	}
	*out = arena_take(w->r->mem, sizeof(**out));
	(*out)->ids = fill.ids;
	q.sql = arena_fmt(w->r->mem, "SELECT %s, id FROM %s",
	    key ? key->name : "id", f->to->name);
	return db_each(w->r->db, &q, NO_ARGS, keep_link, &fill);
}

static const char *
read_link(struct import_work *w, size_t col, const char *cell, void *obj)
{
	const struct field *f = w->fields[col];
	const char *id;

	if (text_blank(cell)) {
		field_set(f, obj, NULL);
		return f->flags & REQUIRED ? words("required") : NULL;
	}
	id = text_map_get(w->links[col]->ids, text_tidy(w->r->mem, cell));
	field_set(f, obj, id);
	return id ? NULL : arena_fmt(w->r->mem, "この番号の%sは登録にありません。"
	    "先に台帳を取り込むか、番号を確かめてください。", f->to->label);
}

static bool
is_memoed(const struct field *f)
{
	return f->kind == KIND_CODE || f->kind == KIND_CODES ||
	    f->kind == KIND_COUNTS ||
	    f->kind == KIND_MUNICIPALITY;
}

static enum result
prepare(struct import_work *w)
{
	for (size_t i = 0; i < w->sheet.ncols; i++) {
		const struct field *f = w->fields[i];
		enum result rc = OK;

		if (f && f->kind == KIND_LINK)
			rc = load_links(w, f, &w->links[i]);
		else if (f && is_memoed(f))
			w->memos[i] = memo_new(w->r, f);
		if (rc)
			return rc;
	}
	return OK;
}

static void
read_cell(struct import_work *w, struct import_row *row, size_t col,
    const char *day)
{
	const struct field *f = w->fields[col];
	const char *cell = csv_unguard(table_cell(&w->sheet, row->row, col));
	const char *says;

	if (f->kind == KIND_LINK)
		says = read_link(w, col, cell, row->obj);
	else if (is_memoed(f) && *cell)
		says = read_memo(w, col, cell, day, row->obj);
	else
		says = field_read(w->r, f, cell, day, true, row->obj);
	if (!says && f->flags & UNIQUE && text_blank(cell))
		says = words("required");
	if (says)
		import_fault(w, w->sheet.lines[row->row], field_heading(f), cell, says);
}

static const char *
read_day(struct import_work *w, struct import_row *row)
{
	const char *day;

	for (size_t i = 0; w->day && i < w->sheet.ncols; i++) {
		if (w->fields[i] == w->day)
			read_cell(w, row, i, w->r->today);
	}
	day = w->day ? field_text(w->r->mem, w->day, row->obj) : "";
	return strlen(day) == strlen("YYYY-MM-DD") ? day : w->r->today;
}

/* What the record itself has to say, of two fields together. */
static void
check_row(struct import_work *w, const struct import_row *row)
{
	struct request *r = w->r;

	r->nfaults = 0;
	w->t->record->check(r, row->obj);
	for (size_t i = 0; i < r->nfaults; i++) {
		const struct field *f = record_field(w->t->record,
		    r->faults[i].field);

		import_fault(w, w->sheet.lines[row->row], f ? field_heading(f) : "",
		    f ? field_text(r->mem, f, row->obj) : "",
		    r->faults[i].says);
	}
	r->nfaults = 0;
}

static void
read_row(struct import_work *w, struct import_row *row, struct text_map *seen)
{
	size_t faults = w->out->nfaults;
	const char *day, *number;

	row->obj = arena_take(w->r->mem, w->t->record->size);
	day = read_day(w, row);
	for (size_t i = 0; i < w->sheet.ncols; i++) {
		if (w->fields[i] && w->fields[i] != w->day)
			read_cell(w, row, i, day);
	}
	if (w->t->record->check && w->out->nfaults == faults)
		check_row(w, row);
	number = field_text(w->r->mem, w->key, row->obj);
	if (*number && text_map_get(seen, number))
		import_fault(w, w->sheet.lines[row->row], field_heading(w->key), number,
		    "同じ番号の行がほかにもあります。1行にまとめてください。");
	if (*number)
		text_map_put(seen, number, row);
}

enum result
import_read(struct import_work *w)
{
	struct text_map *seen = text_map_new(w->r->mem, w->nrows);
	enum result rc = prepare(w);

	for (size_t i = 0; !rc && i < w->nrows; i++) {
		w->rows[i].row = i + 1;
		read_row(w, &w->rows[i], seen);
		if (w->progress && i % IMPORT_PROGRESS == 0)
			w->progress(w->ctx, i / 2, w->nrows);
	}
	return rc ? rc : w->out->nfaults ? INVALID : OK;
}
