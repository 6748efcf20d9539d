#ifndef BASE_DB_H
#define BASE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/rows.h"

/*
 * One SQL text, two engines. Placeholders are $1, $2, ... in both.
 *
 * A store is one database, opened once by the process. A db is one thread's
 * way into it; it must stay on that thread.
 *
 * A transaction that has failed stays failed: every later call on it does
 * nothing, and db_commit gives back the first failure, rolled back. So a run
 * of writes is written straight down and checked once, at the commit.
 *
 * SQLite: one connection of the store writes and checkpoints; db_begin waits
 * for it, and one fsync makes those durable that waited behind one another.
 * Reads outside a transaction use the thread's own query_only connection.
 * PostgreSQL: each db is a connection of its own.
 */
struct store;
struct db;

struct query {
	const char *name;	/* "feature.what", for logs */
	const char *sql;
};

struct value {
	const char *text;	/* NULL: use number, unless null */
	int64_t number;
	int null;
};

static inline struct value
v_text(const char *s)
{
	return s ? (struct value){ .text = s } : (struct value){ .null = 1 };
}

/* For a filter: nothing asked is ''. */
static inline struct value
v_asked(const char *s)
{
	return v_text(s ? s : "");
}

static inline struct value
v_int(int64_t n)
{
	return (struct value){ .number = n };
}

#define ARGS(...) (const struct value[]){ __VA_ARGS__ }, \
    COUNT(((const struct value[]){ __VA_ARGS__ }))
#define NO_ARGS NULL, 0

/* "sqlite:PATH", "postgresql://..." or "image:PATH": an SQLite file, read whole.
 * NULL: logged. SQLite `writes` takes PATH-lock, which names who has it. */
struct store *store_open(const char *url, bool writes);
void	store_close(struct store *);

struct db *db_open(struct store *);
void	db_close(struct db *);
bool	db_is_sqlite(const struct db *);

/* Until db_unsnapshot or db_begin all reads see one state: for a request. */
void	db_snapshot(struct db *);
void	db_unsnapshot(struct db *);
void	db_begin(struct db *);
enum result db_commit(struct db *) MUST_CHECK;
void	db_rollback(struct db *);
bool	db_begin_if_free(struct db *) MUST_CHECK;	/* false: busy */
bool	db_failed(const struct db *);
void	db_fail(struct db *, enum result);

enum result db_exec(struct db *, const struct query *, const struct value *,
    size_t);
enum result db_rows(struct db *, struct arena *, const struct query *,
    const struct value *, size_t, struct rows *) MUST_CHECK;
/* A write of one row: CONFLICT unless RETURNING gives exactly one. */
enum result db_exec_one(struct db *, struct arena *, const struct query *,
    const struct value *, size_t);
/* Row by row, without keeping them: cells live until `each` returns, which asks
 * the database nothing. A result other than OK stops the walk and comes back. */
enum result db_each(struct db *, const struct query *, const struct value *,
    size_t, enum result (*each)(void *ctx, const char *const *cells,
    size_t ncols), void *ctx) MUST_CHECK;
/* For migrations. */
enum result db_script(struct db *, const char *sql) MUST_CHECK;
/* One number from a one-cell answer; 0 for no row or NULL. */
enum result db_number(struct db *, struct arena *, const struct query *,
    const struct value *, size_t, int64_t *) MUST_CHECK;
#endif
