#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/db_sqlite.h"
#include "base/db_sqlite_page.h"
#include "base/log.h"

/* The writer may grow its cache for an import; it starts small all the same,
 * and does not keep it: KEPT_BYTES from one transaction to the next. Others
 * keep the 2000 KiB that the library gives them. */
enum { BUSY_MS = 10000, WRITER_KIB = 128000, KEPT_BYTES = 2 << 20,
	FIRST_CELLS = 64 };

/* A constraint is somebody's to know; the rest is ours, without arguments. */
static enum result
grumble(sqlite3 *c, const char *what)
{
	int code = sqlite3_extended_errcode(c);

	if ((code & 0xff) == SQLITE_CONSTRAINT)
		return CONFLICT;
	log_error("sqlite", "%s: %s (%d)", what, sqlite3_errstr(code), code);
	return BROKEN;
}

/* To read, nothing for which SQLite would read the schema: of three dozen
 * threads that may come to read, each has its own, and most never do. */
static bool
settle(sqlite3 *c, bool writes, const char *journal)
{
	char to_write[200];

	page_sums_want(c);
	sqlite3_busy_timeout(c, BUSY_MS);
	sqlite3_db_config(c, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(c, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(c, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	snprintf(to_write, sizeof(to_write), "PRAGMA journal_mode = %s;"
	    " PRAGMA synchronous = FULL; PRAGMA cache_size = -%d", journal,
	    WRITER_KIB);
	return sqlite3_exec(c, writes ? to_write : "PRAGMA query_only = ON",
	    NULL, NULL, NULL) == SQLITE_OK && sqlite3_exec(c,
	    "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0;"
	    " PRAGMA wal_autocheckpoint = 0", NULL, NULL, NULL) == SQLITE_OK;
}

/* Counting its memory would have every thread take the library's one lock for
 * every piece of it. */
static void
settle_library(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static void
settle_library_once(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, settle_library);
}

static struct sqlite_conn *
conn_open(const char *path, bool writes, const char *journal)
{
	struct sqlite_conn *conn = calloc(1, sizeof(*conn));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_PRIVATECACHE | (writes ? SQLITE_OPEN_CREATE : 0);

	if (!conn)
		abort();
	settle_library_once();
	if (page_vfs_add() && sqlite3_open_v2(path, &conn->sqlite, flags,
	    PAGE_VFS) == SQLITE_OK && settle(conn->sqlite, writes, journal))
		return conn;
	log_error("sqlite", "cannot open: %s", sqlite3_errmsg(conn->sqlite));
	sqlite_conn_close(conn);
	return NULL;
}

struct sqlite_conn *
sqlite_conn_image(unsigned char *bytes, size_t n)
{
	struct sqlite_conn *conn = calloc(1, sizeof(*conn));
	sqlite3_int64 size = (sqlite3_int64)n;

	if (!conn)
		abort();
	settle_library_once();
	if (sqlite3_open_v2(":memory:", &conn->sqlite, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL) == SQLITE_OK &&
	    sqlite3_deserialize(conn->sqlite, "main", bytes, size, size,
	    SQLITE_DESERIALIZE_READONLY) == SQLITE_OK &&
	    sqlite3_exec(conn->sqlite, "PRAGMA query_only = ON;"
	    " PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY", NULL,
	    NULL, NULL) == SQLITE_OK)
		return conn;
	log_error("sqlite", "cannot read: %s", sqlite3_errmsg(conn->sqlite));
	sqlite_conn_close(conn);
	return NULL;
}

struct sqlite_conn *
sqlite_conn_open(const char *path, bool writes)
{
	return conn_open(path, writes, "WAL");
}

struct sqlite_conn *
sqlite_conn_open_plain(const char *path)
{
	return conn_open(path, true, "DELETE");
}

static void
forget(struct sqlite_statement *s)
{
	sqlite3_finalize(s->st);
	free(s->sql);
	free(s->at);
	*s = (struct sqlite_statement){ 0 };
}

void
sqlite_conn_close(struct sqlite_conn *conn)
{
	if (!conn)
		return;
	for (size_t i = 0; i < DB_MAX_STATEMENTS; i++)
		forget(&conn->statements[i]);
	sqlite3_close(conn->sqlite);
	free(conn);
}

/* By eights: a page asks with some ten thousand bytes of SQL. */
static size_t
hash(const char *s)
{
	uint64_t h = 5381, eight;
	size_t n = strlen(s);

	for (; n >= sizeof(eight); n -= sizeof(eight), s += sizeof(eight)) {
		memcpy(&eight, s, sizeof(eight));
		h = (h ^ eight) * 0x9e3779b97f4a7c15;
		h ^= h >> 32;
	}
	for (; n; n--, s++)
		h = (h ^ (unsigned char)*s) * 33;
	return h;
}

/* What SQLite's parameter i is called, as a number; 0: something else. */
static size_t
number_of(struct sqlite_statement *s, int i)
{
	const char *name = sqlite3_bind_parameter_name(s->st, i);
	unsigned long k = name ? strtoul(name + 1, NULL, 10) : 0;

	return k > DB_MAX_ARGS || i > USHRT_MAX ? 0 : k;
}

/* "$12" is argument 12 wherever SQLite put it. */
static void
map_parameters(struct sqlite_statement *s)
{
	int n = sqlite3_bind_parameter_count(s->st);

	for (int i = 1; i <= n; i++) {
		size_t k = number_of(s, i);

		s->nargs = k > s->nargs ? k : s->nargs;
	}
	s->at = calloc(s->nargs + 1, sizeof(*s->at));
	if (!s->at)
		abort();
	for (int i = 1; i <= n; i++) {
		size_t k = number_of(s, i);

		if (k)
			s->at[k - 1] = (unsigned short)i;
	}
}

/* Two places a text may lie in; a busy statement is never reused. */
static enum result
prepare(struct sqlite_conn *conn, const struct query *q,
    struct sqlite_statement **out)
{
	size_t h = hash(q->sql) % DB_MAX_STATEMENTS;
	struct sqlite_statement *s = &conn->statements[h];
	struct sqlite_statement *second =
	    &conn->statements[(h + 1) % DB_MAX_STATEMENTS];

	if (s->sql && strcmp(s->sql, q->sql) != 0)
		s = second;
	if (s->sql && strcmp(s->sql, q->sql) == 0 && !sqlite3_stmt_busy(s->st)) {
		*out = s;
		return OK;
	}
	if (s->sql && sqlite3_stmt_busy(s->st)) {
		log_error("sqlite", "%s: run within itself", q->name);
		return BROKEN;
	}
	forget(s);
	if (sqlite3_prepare_v3(conn->sqlite, q->sql, -1,
	    SQLITE_PREPARE_PERSISTENT, &s->st, NULL) != SQLITE_OK) {
		forget(s);
		return grumble(conn->sqlite, q->name);
	}
	s->sql = strdup(q->sql);
	if (!s->sql)
		abort();
	map_parameters(s);
	*out = s;
	return OK;
}

static void
bind(struct sqlite_statement *s, const struct value *args, size_t nargs)
{
	for (size_t i = 0; i < nargs && i < s->nargs; i++) {
		int at = s->at[i];

		if (!at)
			continue;
		if (args[i].text)
			sqlite3_bind_text(s->st, at, args[i].text, -1,
			    SQLITE_STATIC);
		else if (args[i].null)
			sqlite3_bind_null(s->st, at);
		else
			sqlite3_bind_int64(s->st, at, args[i].number);
	}
}

static enum result
begin(struct sqlite_conn *conn, const struct query *q,
    const struct value *args, size_t nargs, struct sqlite_statement **out)
{
	enum result rc = prepare(conn, q, out);

	if (rc)
		return rc;
	if ((*out)->nargs > nargs) {
		log_error("sqlite", "%s: too few arguments", q->name);
		return BROKEN;
	}
	bind(*out, args, nargs);
	return OK;
}

static enum result
end(struct sqlite_conn *conn, struct sqlite_statement *s,
    const struct query *q, int step)
{
	enum result rc = step == SQLITE_DONE ? OK :
	    grumble(conn->sqlite, q->name);

	sqlite3_reset(s->st);
	sqlite3_clear_bindings(s->st);
	return rc;
}

/* Cells of one row, each with the NUL that SQLite has set behind it. */
static void
copy_row(sqlite3_stmt *st, struct arena *mem, const char **cells, int ncols)
{
	for (int i = 0; i < ncols; i++) {
		const unsigned char *s = sqlite3_column_text(st, i);
		size_t n = s ? (size_t)sqlite3_column_bytes(st, i) + 1 : 0;

		cells[i] = s ? memcpy(arena_raw(mem, n), s, n) : NULL;
	}
}

struct growing {
	const char **cells;
	size_t used, cap;
};

static const char **
room(struct growing *g, struct arena *mem, size_t more)
{
	const char **bigger;

	if (g->used + more > g->cap) {
		g->cap = g->cap ? (g->used + more) * 2 : more + FIRST_CELLS;
		bigger = arena_array(mem, g->cap, sizeof(*bigger));
		if (g->used)
			memcpy(bigger, g->cells, g->used * sizeof(*bigger));
		g->cells = bigger;
	}
	g->used += more;
	return g->cells + g->used - more;
}

static const char *const *
copy_names(sqlite3_stmt *st, struct arena *mem, size_t ncols)
{
	const char **names = arena_array(mem, ncols, sizeof(*names));

	for (size_t i = 0; i < ncols; i++)
		names[i] = arena_text(mem, sqlite3_column_name(st, (int)i));
	return names;
}

enum result
sqlite_conn_run(struct sqlite_conn *conn, struct arena *mem,
    const struct query *q, const struct value *args, size_t nargs,
    struct rows *out)
{
	struct sqlite_statement *s;
	struct growing g = { 0 };
	size_t ncols;
	int step;
	enum result rc = begin(conn, q, args, nargs, &s);

	if (rc)
		return rc;
	ncols = (size_t)sqlite3_column_count(s->st);
	while ((step = sqlite3_step(s->st)) == SQLITE_ROW) {
		if (out)
			copy_row(s->st, mem, room(&g, mem, ncols), (int)ncols);
	}
	if (out && ncols)
		*out = (struct rows){ copy_names(s->st, mem, ncols), g.cells,
		    g.used / ncols, ncols };
	return end(conn, s, q, step);
}

enum result
sqlite_conn_each(struct sqlite_conn *conn, const struct query *q,
    const struct value *args, size_t nargs, db_each_row *each, void *ctx)
{
	const char *cells[DB_MAX_COLUMNS];
	struct sqlite_statement *s;
	size_t ncols;
	int step;
	enum result rc = begin(conn, q, args, nargs, &s);

	if (rc)
		return rc;
	ncols = (size_t)sqlite3_column_count(s->st);
	assert(ncols <= DB_MAX_COLUMNS);
	while ((step = sqlite3_step(s->st)) == SQLITE_ROW && !rc) {
		for (size_t i = 0; i < ncols; i++)
			cells[i] = (const char *)sqlite3_column_text(s->st,
			    (int)i);
		rc = each(ctx, cells, ncols);
	}
	if (rc) {
		sqlite3_reset(s->st);
		sqlite3_clear_bindings(s->st);
		return rc;
	}
	return end(conn, s, q, step);
}

enum result
sqlite_conn_script(struct sqlite_conn *conn, const char *sql)
{
	if (sqlite3_exec(conn->sqlite, sql, NULL, NULL, NULL) != SQLITE_OK)
		return grumble(conn->sqlite, "script");
	return OK;
}

void
sqlite_conn_ease(struct sqlite_conn *conn)
{
	int used = 0, most = 0;

	if (sqlite3_db_status(conn->sqlite, SQLITE_DBSTATUS_CACHE_USED, &used,
	    &most, 0) != SQLITE_OK || used <= KEPT_BYTES)
		return;
	sqlite3_db_release_memory(conn->sqlite);
}
