#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/db_engine.h"
#include "base/db_health.h"
#include "base/log.h"

struct store {
	const struct engine *engine;
	void *state;
	atomic_llong commits, failed, committed_at;	/* store_health */
	atomic_bool fine;
};

struct db {
	struct store *store;
	const struct engine *engine;
	void *conn;
	bool within, walking;
	long asked;		/* statements */
	enum result failed;	/* first failure within the transaction */
};

struct store *
store_open(const char *url, bool writes)
{
	bool pg = strncmp(url, "postgresql:", 11) == 0 ||
	    strncmp(url, "postgres:", 9) == 0;
	struct store *s;

	if (!pg && strncmp(url, "sqlite:", 7) && strncmp(url, "image:", 6)) {
		log_note("db", "a database is sqlite:PATH or postgresql://...");
		return NULL;
	}
	s = calloc(1, sizeof(*s));
	if (!s)
		abort();
	s->engine = pg ? &engine_pg : &engine_sqlite;
	atomic_init(&s->fine, true);
	s->state = s->engine->store_open(url, writes);
	if (!s->state) {
		free(s);
		return NULL;
	}
	return s;
}

void
store_close(struct store *s)
{
	if (!s)
		return;
	s->engine->store_close(s->state);
	free(s);
}

static bool
store_is_sqlite(const struct store *s)
{
	return s->engine == &engine_sqlite;
}

long
store_commits(const struct store *s)
{
	return store_is_sqlite(s) ? sqlite_commits(s->state) : 0;
}

long
store_waiting(const struct store *s)
{
	return store_is_sqlite(s) ? sqlite_waiting(s->state) : 0;
}

void
store_health(const struct store *s, struct store_health *out)
{
	*out = (struct store_health){
		.commits = atomic_load_explicit(&s->commits, memory_order_relaxed),
		.failed = atomic_load_explicit(&s->failed, memory_order_relaxed),
		.committed_at = atomic_load_explicit(&s->committed_at,
		    memory_order_relaxed),
		.fine = atomic_load_explicit(&s->fine, memory_order_relaxed),
		.log_bytes = s->engine->log_bytes ?
		    s->engine->log_bytes(s->state) : -1,
	};
}

/* A conflict is an answer; only what the machine could not do is a failure. */
static void
note_commit(struct store *s, enum result rc)
{
	if (rc && rc != BROKEN)
		return;
	atomic_store_explicit(&s->fine, !rc, memory_order_relaxed);
	atomic_fetch_add_explicit(rc ? &s->failed : &s->commits, 1,
	    memory_order_relaxed);
	if (!rc)
		atomic_store_explicit(&s->committed_at, time(NULL),
		    memory_order_relaxed);
}

struct db *
db_open(struct store *s)
{
	struct db *db = calloc(1, sizeof(*db));

	if (!db)
		abort();
	db->store = s;
	db->engine = s->engine;
	db->conn = db->engine->open(s->state);
	if (!db->conn) {
		free(db);
		return NULL;
	}
	return db;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	if (db->within)
		db_rollback(db);
	db->engine->close(db->conn);
	free(db);
}

long
db_asked(const struct db *db)
{
	return db->asked;
}

bool
db_is_sqlite(const struct db *db)
{
	return db->engine == &engine_sqlite;
}

void
db_snapshot(struct db *db)
{
	db->engine->snapshot(db->conn, true);
}

void
db_unsnapshot(struct db *db)
{
	db->engine->snapshot(db->conn, false);
}

void
db_begin(struct db *db)
{
	db_unsnapshot(db);
	db->within = true;
	db->failed = db->engine->begin(db->conn);
}

bool
db_begin_if_free(struct db *db)
{
	if (!db->engine->is_free(db->conn))
		return false;
	db_begin(db);
	return true;
}

bool
db_failed(const struct db *db)
{
	return db->within && db->failed;
}

void
db_fail(struct db *db, enum result rc)
{
	if (db->within && !db->failed)
		db->failed = rc;
}

void
db_rollback(struct db *db)
{
	if (!db->within)
		return;
	db->engine->rollback(db->conn);
	db->within = false;
	db->failed = OK;
}

enum result
db_commit(struct db *db)
{
	enum result rc = db->failed;

	if (rc) {
		db_rollback(db);
		note_commit(db->store, rc);
		return rc;
	}
	rc = db->engine->commit(db->conn);
	note_commit(db->store, rc);
	db->within = false;
	return rc;
}

static bool
fits(const struct query *q, size_t nargs)
{
	if (nargs <= DB_MAX_ARGS)
		return true;
	log_error("db", "%s: %zu arguments", q->name, nargs);
	return false;
}

enum result
db_rows(struct db *db, struct arena *mem, const struct query *q,
    const struct value *args, size_t nargs, struct rows *out)
{
	enum result rc;

	assert(!db->walking);
	if (db->within && db->failed)
		return db->failed;
	db->asked++;
	rc = fits(q, nargs) ? db->engine->run(db->conn, mem, q, args, nargs,
	    out) : BROKEN;
	if (rc)
		db_fail(db, rc);
	return rc;
}

enum result
db_exec(struct db *db, const struct query *q, const struct value *args,
    size_t nargs)
{
	return db_rows(db, NULL, q, args, nargs, NULL);
}

enum result
db_exec_one(struct db *db, struct arena *mem, const struct query *q,
    const struct value *args, size_t nargs)
{
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, q, args, nargs, &rows);

	if (rc)
		return rc;
	if (rows.nrows != 1)
		rc = CONFLICT;
	db_fail(db, rc);
	return rc;
}

enum result
db_each(struct db *db, const struct query *q, const struct value *args,
    size_t nargs, enum result (*each)(void *, const char *const *, size_t),
    void *ctx)
{
	enum result rc;

	assert(!db->walking);
	if (db->within && db->failed)
		return db->failed;
	db->asked++;
	db->walking = true;
	rc = fits(q, nargs) ? db->engine->each(db->conn, q, args, nargs, each,
	    ctx) : BROKEN;
	db->walking = false;
	if (rc)
		db_fail(db, rc);
	return rc;
}

enum result
db_pages(struct db *db, db_each_page *each, void *ctx)
{
	return db->engine->pages ? db->engine->pages(db->conn, each, ctx) :
	    MISSING;
}

enum result
db_script(struct db *db, const char *sql)
{
	enum result rc;

	assert(!db->walking);
	if (db->within && db->failed)
		return db->failed;
	rc = db->engine->script(db->conn, sql);
	if (rc)
		db_fail(db, rc);
	return rc;
}

enum result
db_number(struct db *db, struct arena *mem, const struct query *q,
    const struct value *args, size_t nargs, int64_t *out)
{
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, q, args, nargs, &rows);

	*out = 0;
	if (!rc && rows.nrows && rows.ncols && rows.cells[0])
		*out = strtoll(rows.cells[0], NULL, 10);
	return rc;
}
