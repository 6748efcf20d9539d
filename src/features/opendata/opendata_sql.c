#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "features/opendata/opendata_work.h"

/* Records, what they stand on first. */
static const char *const versioned[] = { "provider", "place", "service",
	"shelter" };

struct known_fill {
	struct open_work *w;
	size_t cap;
};

static const char *
kept(struct arena *mem, const char *cell)
{
	return cell ? arena_text(mem, cell) : NULL;
}

static enum result
keep_known(void *ctx, const char *const *cells, size_t ncols)
{
	struct known_fill *f = ctx;
	struct open_work *w = f->w;
	struct arena *mem = w->r->mem;

	(void)ncols;
	if (w->nknown == f->cap) {
		struct open_known *more;

		f->cap = f->cap * 2 + 1024;
		more = arena_array(mem, f->cap, sizeof(*more));
		if (w->nknown)
			memcpy(more, w->known, w->nknown * sizeof(*more));
		w->known = more;
	}
	w->known[w->nknown++] = (struct open_known){ kept(mem, cells[0]),
	    kept(mem, cells[1]), kept(mem, cells[2]), kept(mem, cells[3]),
	    kept(mem, cells[4]), kept(mem, cells[5]), false };
	return OK;
}

enum result
open_sql_known(struct open_work *w)
{
	static const struct query q = {
		"opendata.known",
		"SELECT number, kind, municipality, digest, record_id, absent_on"
		" FROM open_entry WHERE file = $1 ORDER BY number, kind"
	};
	struct known_fill f = { w, 0 };

	return db_each(w->r->db, &q, ARGS(v_text(w->run->format->kind)),
	    keep_known, &f);
}

enum result
open_sql_import(struct open_work *w)
{
	static const struct query q = {
		"opendata.import",
		"INSERT INTO open_import (id, at, login, file, file_name, added,"
		" changed, same, absent, returned) VALUES ($1, $2, $3, $4, $5,"
		" $6, $7, $8, $9, $10)"
	};
	const struct open_run *run = w->run;
	const struct request *r = w->r;

	return db_exec(r->db, &q, ARGS(v_text(run->id), v_text(r->now),
	    v_text(r->who ? r->who->login : "cli"), v_text(run->format->kind),
	    v_text(run->file_name),
	    v_int((int64_t)run->fates[OPEN_ADDED]),
	    v_int((int64_t)run->fates[OPEN_CHANGED]),
	    v_int((int64_t)run->fates[OPEN_SAME]),
	    v_int((int64_t)run->fates[OPEN_ABSENT]),
	    v_int((int64_t)run->fates[OPEN_RETURNED])));
}

static enum result
add_before(struct open_work *w, const char *table, const char *id,
    const char *cells)
{
	static const struct query q = {
		"opendata.before",
		"INSERT INTO open_before (import, position, name, record_id,"
		" cells) VALUES ($1, $2, $3, $4, $5)"
	};

	return db_exec(w->r->db, &q, ARGS(v_text(w->run->id),
	    v_int((int64_t)++w->position), v_text(table), v_text(id),
	    v_text(cells)));
}

static void
add_text(struct buffer *b, const char *name, const char *text)
{
	buffer_add(b, b->len > 1 ? "," : "");
	buffer_json(b, name);
	buffer_add(b, ":");
	if (text)
		buffer_json(b, arena_fmt(b->mem, "=%s", text));
	else
		buffer_add(b, "null");
}

/* "column": "=text", or null: a flat object that json_read takes apart. */
static const char *
row_json(struct arena *mem, const struct rows *rows, size_t row)
{
	struct buffer b = buffer_new(mem);

	buffer_add(&b, "{");
	for (size_t i = 0; i < rows->ncols; i++)
		add_text(&b, rows->names[i],
		    rows->cells[row * rows->ncols + i]);
	buffer_add(&b, "}");
	return b.s;
}

/* Rows of a table, where `key` is the id, each by itself. */
static enum result
keep_rows(struct open_work *w, const char *table, const char *key,
    const char *id)
{
	struct query q = { "opendata.as_it_was", arena_fmt(w->r->mem,
	    "SELECT * FROM %s WHERE %s = $1", table, key) };
	struct rows rows = { 0 };
	enum result rc = db_rows(w->r->db, w->r->mem, &q, ARGS(v_text(id)),
	    &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		rc = add_before(w, table, id, row_json(w->r->mem, &rows, i));
	return rc;
}

enum result
open_sql_touch(struct open_work *w, const char *table, const char *id,
    bool made)
{
	enum result rc;

	if (text_map_get(w->touched, id))
		return OK;
	text_map_put(w->touched, arena_text(w->mem, id), w);
	if (made)
		return add_before(w, table, id, NULL);
	rc = keep_rows(w, table, "id", id);
	if (rc || strcmp(table, "shelter") == 0)
		return rc;
	rc = keep_rows(w, "directory_value", "record_id", id);
	return rc ? rc : keep_rows(w, "directory_proposal", "record_id", id);
}

enum result
open_sql_versions(struct open_work *w)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(versioned); i++) {
		struct query q = { "opendata.versions", arena_fmt(w->r->mem,
		    "UPDATE open_before SET version = (SELECT version FROM %s"
		    " WHERE id = record_id) WHERE import = $1 AND name = $2",
		    versioned[i]) };

		rc = db_exec(w->r->db, &q, ARGS(v_text(w->run->id),
		    v_text(versioned[i])));
	}
	return rc;
}

/* Known by "kind|number", in the file of the import. */
static enum result
before_entry(struct open_work *w, const struct open_step *s)
{
	const struct open_known *k = s->known;
	struct buffer b = buffer_new(w->r->mem);
	const char *id = arena_fmt(w->r->mem, "%s|%s", s->kind,
	    k ? k->number : s->entry->number);

	if (!k)
		return add_before(w, "open_entry", id, NULL);
	buffer_add(&b, "{");
	add_text(&b, "file", w->run->format->kind);
	add_text(&b, "number", k->number);
	add_text(&b, "kind", k->kind);
	add_text(&b, "municipality", k->municipality);
	add_text(&b, "digest", k->digest);
	add_text(&b, "record_id", k->record_id);
	add_text(&b, "absent_on", k->absent_on);
	buffer_add(&b, "}");
	return add_before(w, "open_entry", id, b.s);
}

enum result
open_sql_entry(struct open_work *w, const struct open_step *s, const char *id)
{
	static const struct query q = {
		"opendata.entry",
		"INSERT INTO open_entry (file, number, kind, municipality,"
		" digest, record_id, absent_on)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"
		" ON CONFLICT (file, number, kind) DO UPDATE SET"
		" municipality = excluded.municipality,"
		" digest = excluded.digest, record_id = excluded.record_id,"
		" absent_on = excluded.absent_on"
	};
	const struct open_entry *e = s->entry;
	enum result rc = before_entry(w, s);

	if (rc)
		return rc;
	return db_exec(w->r->db, &q, ARGS(v_text(w->run->format->kind),
	    v_text(e ? e->number : s->known->number), v_text(s->kind),
	    v_text(e ? e->municipality : s->known->municipality),
	    v_text(s->digest), v_text(id),
	    v_text(s->fate == OPEN_ABSENT ? w->r->today : NULL)));
}
