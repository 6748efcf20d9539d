#ifndef BASE_DB_FILE_H
#define BASE_DB_FILE_H

#include "base/db.h"

/*
 * A database that is one SQLite file, made at once and never changed after:
 * written to PATH.new, and put in the place of what was at PATH when it is
 * whole and on the disk. Readers of the old one go on with it. What went wrong
 * is logged, stays wrong, and is told at the end.
 */
struct db_file;

/* NULL: it cannot be made, logged. `schema` is a script of n bytes; what of it
 * stands behind the first CREATE INDEX is run when all rows are there. */
struct db_file *db_file_new(struct arena *, const char *path,
    const char *schema, size_t n);
void	db_file_add(struct db_file *, const struct query *,
    const struct value *, size_t n);
/* Either of these ends it. Put: BROKEN when anything went wrong; then what was
 * at PATH is still there. That foreign keys point somewhere is for the caller
 * to see to: asking each of them takes longer than all the rest. */
enum result db_file_put(struct db_file *) MUST_CHECK;
void	db_file_drop(struct db_file *);		/* NULL is fine */

#endif
