#include "app/import.h"

#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/crypto.h"

/* Columns the file did not have keep what is stored. */
static bool
in_file(const struct import_work *w, const struct field *f)
{
	for (size_t i = 0; i < w->sheet.ncols; i++) {
		if (w->fields[i] == f)
			return true;
	}
	return false;
}

struct compare {
	struct import_work *w;
	struct text_map *rows;		/* by number */
	struct arena *scratch;		/* of one row */
	size_t key_at;			/* column of the number */
	bool *in_file;			/* [nfields] */
};

static bool
differs(const struct compare *c, const struct import_row *row,
    const char *const *cells)
{
	const struct record *rec = c->w->t->record;

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *stored;

		if (!c->in_file[i])
			continue;
		stored = record_open_cell(c->w->r, c->scratch, rec, f, cells[0],
		    cells[i + 2]);
		if (strcmp(stored ? stored : "",
		    field_text(c->scratch, f, row->obj)) != 0)
			return true;
	}
	return false;
}

/* The whole stored row, with the file's columns laid over it. */
static void
overlay(const struct compare *c, struct import_row *row,
    const char *const *cells)
{
	const struct record *rec = c->w->t->record;
	struct arena *mem = c->w->r->mem;

	row->old = arena_take(mem, rec->size);
	row->old->id = row->obj->id = arena_text(mem, cells[0]);
	row->old->version = row->obj->version =
	    (int64_t)strtoll(cells[1], NULL, 10);
	for (size_t i = 0; i < rec->nfields; i++) {
		const char *stored = record_open_cell(c->w->r, mem, rec,
		    &rec->fields[i], cells[0], cells[i + 2]);

		if (stored == cells[i + 2] && stored)
			stored = arena_text(mem, stored);
		field_set(&rec->fields[i], row->old, stored);
		if (!c->in_file[i])
			field_set(&rec->fields[i], row->obj, stored);
	}
}

static enum result
compare_row(void *ctx, const char *const *cells, size_t ncols)
{
	struct compare *c = ctx;
	struct import_row *row = (struct import_row *)(uintptr_t)
	    text_map_get(c->rows, cells[c->key_at]);

	(void)ncols;
	arena_reset(c->scratch);
	if (!row)
		return OK;
	if (!differs(c, row, cells)) {
		row->fate = ROW_SAME;
		return OK;
	}
	row->fate = ROW_CHANGED;
	overlay(c, row, cells);
	return OK;
}

static void
count_fates(struct import_work *w)
{
	for (size_t i = 0; i < w->nrows; i++) {
		w->out->added += w->rows[i].fate == ROW_ADDED;
		w->out->changed += w->rows[i].fate == ROW_CHANGED;
		w->out->same += w->rows[i].fate == ROW_SAME;
	}
}

/* Which rows are new, changed, or there already. */
static enum result
compare_rows(struct import_work *w)
{
	const struct record *rec = w->t->record;
	struct arena *mem = w->r->mem;
	struct compare c = { w, text_map_new(mem, w->nrows), arena_new(), 0,
	    arena_array(mem, rec->nfields, sizeof(*c.in_file)) };
	struct query q = { "import.compare", arena_fmt(mem,
	    "SELECT %s FROM %s", record_columns(mem, rec, NULL), rec->name) };
	enum result rc;

	for (size_t i = 0; i < rec->nfields; i++) {
		c.in_file[i] = in_file(w, &rec->fields[i]);
		if (&rec->fields[i] == w->key)
			c.key_at = i + 2;
	}
	for (size_t i = 0; i < w->nrows; i++)
		text_map_put(c.rows, field_text(mem, w->key, w->rows[i].obj),
		    &w->rows[i]);
	rc = db_each(w->r->db, &q, NO_ARGS, compare_row, &c);
	arena_free(c.scratch);
	if (!rc && w->r->damaged)
		rc = BROKEN;
	if (!rc)
		count_fates(w);
	return rc;
}

/* The INSERT is put together once; a row brings only its values. */
struct insert {
	struct query q;
	struct value *args;
	size_t n;
	struct arena *scratch;		/* of one row */
};

static struct insert
insert_of(struct request *r, const struct record *rec)
{
	struct buffer names = buffer_new(r->mem), marks = buffer_new(r->mem);
	struct insert in = { .n = rec->nfields + 3 };

	for (size_t i = 0; i < rec->nfields; i++) {
		buffer_fmt(&names, ", %s", rec->fields[i].name);
		buffer_fmt(&marks, ", $%zu", i + 4);
	}
	in.q.name = "import.insert";
	in.q.sql = arena_fmt(r->mem, "INSERT INTO %s (id, version, changed%s)"
	    " VALUES ($1, $2, $3%s)", rec->name, names.s, marks.s);
	in.args = arena_array(r->mem, in.n, sizeof(*in.args));
	in.scratch = arena_new();
	return in;
}

static enum result
insert_row(struct import_work *w, struct insert *in, struct record_head *obj,
    int64_t changed)
{
	const struct record *rec = w->t->record;
	struct request *r = w->r;
	enum result rc;

	obj->id = crypto_uuid(r->mem);
	obj->version = 1;
	in->args[0] = v_text(obj->id);
	in->args[1] = v_int(1);
	in->args[2] = v_int(changed);
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		in->args[i + 3] = v_text(record_close_cell(r, in->scratch, rec,
		    f, obj->id, field_text(in->scratch, f, obj)));
	}
	rc = db_exec(r->db, &in->q, in->args, in->n);
	arena_reset(in->scratch);
	return rc;
}

static enum result
write_rows(struct import_work *w)
{
	const struct record *rec = w->t->record;
	struct insert in = insert_of(w->r, rec);
	int64_t changed = deed_changed(w->r, rec->name);
	enum result rc = OK;

	for (size_t i = 0; !rc && i < w->nrows; i++) {
		struct import_row *row = &w->rows[i];

		if (row->fate == ROW_ADDED)
			rc = insert_row(w, &in, row->obj, changed);
		else if (row->fate == ROW_CHANGED)
			rc = record_change(w->r, rec, row->old, row->obj);
		if (w->progress && i % IMPORT_PROGRESS == 0)
			w->progress(w->ctx, (w->nrows + i) / 2, w->nrows);
	}
	arena_free(in.scratch);
	return rc;
}

static enum result
write(struct import_work *w)
{
	struct import *out = w->out;

	deed_begin(w->r);
	(void)write_rows(w);
	audit_note_plain(w->r, "import", w->t->record->name,
	    crypto_uuid(w->r->mem), arena_fmt(w->r->mem,
	    "kind=%s added=%zu changed=%zu same=%zu", w->t->kind, out->added,
	    out->changed, out->same));
	return deed_commit(w->r, NULL);
}

enum result
import_run(struct request *r, const struct transfer *t, const char *bytes,
    size_t n, bool dry, struct import *out,
    void (*progress)(void *, size_t done, size_t all), void *ctx)
{
	struct import_work w = { .r = r, .t = t, .out = out,
	    .progress = progress, .ctx = ctx };
	enum result rc;

	memset(out, 0, sizeof(*out));
	out->transfer = t;
	db_snapshot(r->db);
	rc = transfer_may(r, t) ? import_open(&w, bytes, n) : DENIED;
	if (!rc)
		rc = import_read(&w);
	for (size_t i = 0; !rc && i < w.nrows && i < IMPORT_SAMPLES; i++)
		out->samples[out->nsamples++] = w.rows[i].obj;
	if (!rc)
		rc = compare_rows(&w);
	if (rc || dry || out->added + out->changed == 0)
		return rc;
	rc = write(&w);
	if (progress)
		progress(ctx, w.nrows, w.nrows);
	return rc;
}
