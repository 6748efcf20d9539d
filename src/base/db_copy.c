#include "base/db_copy.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/db_engine.h"
#include "base/log.h"

/* Rows of files go in one by one, those of words many at a time. */
enum { MOST_BYTES = 8 << 20 };

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The first column of an answer, in the order of strcmp on either engine. */
static enum result
names_of(struct db *db, struct arena *mem, const struct query *q,
    const char *of, const char ***out, size_t *n)
{
	struct value arg = v_text(of);
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, q, &arg, of ? 1 : 0, &rows);

	*n = rows.nrows;
	if (rc || !*n)
		return rc;
	*out = arena_array(mem, *n, sizeof(**out));
	memcpy(*out, rows.cells, *n * sizeof(**out));
	qsort(*out, *n, sizeof(**out), by_name);
	return OK;
}

static enum result
columns_of(struct db *db, struct arena *mem, struct copy_table *t)
{
	static const struct query sqlite = {
		"copy.columns", "SELECT name FROM pragma_table_info($1)"
	};
	static const struct query pg = {
		"copy.columns",
		"SELECT column_name FROM information_schema.columns WHERE"
		" table_schema = current_schema() AND table_name = $1"
	};
	const char **columns = NULL;
	enum result rc = names_of(db, mem, db_is_sqlite(db) ? &sqlite : &pg,
	    t->name, &columns, &t->ncolumns);

	t->columns = columns;
	return rc;
}

enum result
copy_tables(struct db *db, struct arena *mem, struct copy_table **out,
    size_t *n)
{
	static const struct query sqlite = {
		"copy.tables",
		"SELECT name FROM sqlite_schema WHERE type = 'table'"
		" AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
	};
	static const struct query pg = {
		"copy.tables",
		"SELECT table_name FROM information_schema.tables WHERE"
		" table_schema = current_schema() AND table_type = 'BASE TABLE'"
	};
	const char **names = NULL;
	enum result rc = names_of(db, mem, db_is_sqlite(db) ? &sqlite : &pg,
	    NULL, &names, n);

	*out = arena_array(mem, *n, sizeof(**out));
	for (size_t i = 0; !rc && i < *n; i++) {
		(*out)[i].name = names[i];
		rc = columns_of(db, mem, &(*out)[i]);
	}
	return rc;
}

enum result
copy_hold(struct db *db)
{
	enum result rc;

	if (db_is_sqlite(db)) {
		db_snapshot(db);
		return OK;
	}
	db_begin(db);
	rc = db_script(db, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
	    " READ ONLY");
	if (rc)
		db_rollback(db);
	return rc;
}

void
copy_release(struct db *db)
{
	if (db_is_sqlite(db))
		db_unsnapshot(db);
	else
		db_rollback(db);
}

void
copy_add(struct copy_sum *sum, const char *const *cells, size_t n)
{
	crypto_generichash_state hash;
	uint8_t digest[sizeof(sum->lanes)];

	crypto_generichash_init(&hash, NULL, 0, sizeof(digest));
	for (size_t i = 0; i < n; i++) {
		uint64_t length = cells[i] ? strlen(cells[i]) : UINT64_MAX;

		crypto_generichash_update(&hash, (const uint8_t *)&length,
		    sizeof(length));
		if (cells[i])
			crypto_generichash_update(&hash,
			    (const uint8_t *)cells[i], length);
	}
	crypto_generichash_final(&hash, digest, sizeof(digest));
	for (size_t i = 0; i < COUNT(sum->lanes); i++) {
		for (size_t k = 0; k < 8; k++)
			sum->lanes[i] += (uint64_t)digest[8 * i + k] << 8 * k;
	}
	sum->rows++;
}

bool
copy_same(const struct copy_sum *a, const struct copy_sum *b)
{
	return a->rows == b->rows &&
	    memcmp(a->lanes, b->lanes, sizeof(a->lanes)) == 0;
}

/* "name, name": quoted, since a column may be called as SQL calls things. */
static const char *
list_of(struct arena *mem, const struct copy_table *t)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < t->ncolumns; i++)
		buffer_fmt(&b, "%s\"%s\"", i ? ", " : "", t->columns[i]);
	return b.s;
}

struct walk {
	struct copy_sum *sum;
	enum result (*each)(void *ctx, const char *const *cells, size_t n);
	void *ctx;
};

static enum result
walk_row(void *ctx, const char *const *cells, size_t n)
{
	struct walk *w = ctx;

	if (w->sum)
		copy_add(w->sum, cells, n);
	return w->each ? w->each(w->ctx, cells, n) : OK;
}

enum result
copy_walk(struct db *db, struct arena *mem, const struct copy_table *t,
    struct copy_sum *sum, enum result (*each)(void *, const char *const *,
    size_t), void *ctx)
{
	struct query q = { "copy.walk", arena_fmt(mem, "SELECT %s FROM \"%s\"",
	    list_of(mem, t), t->name) };
	struct walk w = { sum, each, ctx };

	if (sum)
		*sum = (struct copy_sum){ 0 };
	return db_each(db, &q, NO_ARGS, walk_row, &w);
}

/* Foreign keys of PostgreSQL wait for the end only when told that they may. */
static enum result
let_keys_wait(struct db *db, struct arena *mem, const char *how)
{
	static const struct query q = {
		"copy.foreign_keys",
		"SELECT conrelid::regclass::text, conname FROM pg_constraint"
		" WHERE contype = 'f'"
		" AND connamespace = current_schema()::regnamespace"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		rc = db_script(db, arena_fmt(mem, "ALTER TABLE %s ALTER"
		    " CONSTRAINT \"%s\" %s", rows.cells[2 * i],
		    rows.cells[2 * i + 1], how));
	return rc;
}

static enum result
empty_all(struct db *db, struct arena *mem)
{
	struct copy_table *all;
	size_t n;
	enum result rc = copy_tables(db, mem, &all, &n);

	for (size_t i = 0; !rc && i < n; i++)
		rc = db_script(db, arena_fmt(mem, "DELETE FROM \"%s\"",
		    all[i].name));
	return rc;
}

enum result
copy_open(struct copy_load *l, struct db *db, struct arena *mem)
{
	enum result rc;

	*l = (struct copy_load){ .db = db, .mem = mem, .batch = arena_new() };
	if (db_is_sqlite(db)) {
		rc = db_script(db, "PRAGMA defer_foreign_keys = ON");
	} else {
		rc = let_keys_wait(db, mem, "DEFERRABLE");
		if (!rc)
			rc = db_script(db, "SET CONSTRAINTS ALL DEFERRED");
	}
	return rc ? rc : empty_all(db, mem);
}

static enum result
flush(struct copy_load *l)
{
	size_t n = l->waiting * (l->table ? l->table->ncolumns : 0);
	struct value *args = arena_array(l->batch, n, sizeof(*args));
	struct buffer b = buffer_new(l->batch);
	struct query q = { "copy.put", NULL };
	enum result rc;

	if (!n)
		return OK;
	buffer_fmt(&b, "INSERT INTO \"%s\" (%s) VALUES ", l->table->name,
	    list_of(l->batch, l->table));
	for (size_t i = 0; i < n; i++) {
		buffer_add(&b, i % l->table->ncolumns ? ", " : i ? "), (" : "(");
		buffer_fmt(&b, "$%zu", i + 1);
		args[i] = v_text(l->cells[i]);
	}
	buffer_add(&b, ")");
	q.sql = b.s;
	rc = db_exec(l->db, &q, args, n);
	l->waiting = 0;
	l->bytes = 0;
	arena_reset(l->batch);
	return rc;
}

enum result
copy_begin(struct copy_load *l, const struct copy_table *t)
{
	enum result rc = flush(l);

	l->table = t;
	if (!t->ncolumns || t->ncolumns > DB_MAX_COLUMNS)
		return BROKEN;
	l->most = DB_MAX_COLUMNS / t->ncolumns;
	l->cells = arena_array(l->mem, l->most * t->ncolumns,
	    sizeof(*l->cells));
	return rc;
}

enum result
copy_put(struct copy_load *l, const char *const *cells)
{
	size_t n = l->table->ncolumns;
	const char **to = l->cells + l->waiting * n;

	for (size_t i = 0; i < n; i++) {
		to[i] = cells[i] ? arena_text(l->batch, cells[i]) : NULL;
		l->bytes += cells[i] ? strlen(cells[i]) : 0;
	}
	return ++l->waiting == l->most || l->bytes > MOST_BYTES ? flush(l) :
	    OK;
}

static enum result
no_rows(struct db *db, struct arena *mem, const char *pragma)
{
	struct query q = { "copy.check", pragma };
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);

	for (size_t i = 0; i < rows.nrows && i < 10; i++)
		log_error("copy", "%s: %s", pragma, rows.cells[i * rows.ncols] ?
		    rows.cells[i * rows.ncols] : "");
	return rc ? rc : rows.nrows ? CONFLICT : OK;
}

enum result
copy_close(struct copy_load *l)
{
	enum result rc = flush(l);

	if (!rc && db_is_sqlite(l->db))
		rc = no_rows(l->db, l->mem, "PRAGMA foreign_key_check");
	else if (!rc)
		rc = db_script(l->db, "SET CONSTRAINTS ALL IMMEDIATE");
	if (!rc && !db_is_sqlite(l->db))
		rc = let_keys_wait(l->db, l->mem, "NOT DEFERRABLE");
	arena_free(l->batch);
	l->batch = NULL;
	return rc;
}
