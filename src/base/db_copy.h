#ifndef BASE_DB_COPY_H
#define BASE_DB_COPY_H

#include "base/db.h"

/*
 * A whole database, table by table and row by row, out of either engine and
 * into either: for backups and for moving. Cells are texts, as in db.h.
 */
struct copy_table {
	const char *name;
	const char *const *columns;	/* in alphabetical order */
	size_t ncolumns;
};

/* All tables but the engine's own, in alphabetical order. */
enum result copy_tables(struct db *, struct arena *, struct copy_table **,
    size_t *n) MUST_CHECK;

/* Until copy_release all reads see one state, whatever others write. */
enum result copy_hold(struct db *) MUST_CHECK;
void	copy_release(struct db *);

/*
 * What a set of rows amounts to, in whatever order they come: equal for equal
 * sets. It finds faults of the copying, not forgeries.
 */
struct copy_sum {
	int64_t rows;
	uint64_t lanes[4];
};
void	copy_add(struct copy_sum *, const char *const *cells, size_t n);
bool	copy_same(const struct copy_sum *, const struct copy_sum *);

/* Every row; `each` may be NULL, `sum` too. */
enum result copy_walk(struct db *, struct arena *, const struct copy_table *,
    struct copy_sum *sum, enum result (*each)(void *ctx,
    const char *const *cells, size_t n), void *ctx) MUST_CHECK;

/*
 * Into tables that migrations have made, inside one transaction: opened, which
 * empties them all, filled, closed, which holds the foreign keys against the
 * rows: CONFLICT when one points nowhere.
 */
struct copy_load {
	struct db *db;
	struct arena *mem;		/* of the whole load */
	struct arena *batch;		/* of the rows that wait */
	const struct copy_table *table;
	const char **cells;
	size_t waiting, most;		/* rows */
	size_t bytes;			/* of them; files may be among them */
};
enum result copy_open(struct copy_load *, struct db *, struct arena *);
enum result copy_begin(struct copy_load *, const struct copy_table *);
enum result copy_put(struct copy_load *, const char *const *cells);
enum result copy_close(struct copy_load *) MUST_CHECK;

#endif
