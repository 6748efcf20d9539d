#ifndef BASE_MIGRATE_H
#define BASE_MIGRATE_H

#include "base/db.h"

/*
 * Forward-only migrations: the assets migrations/NNNN_name.sql, in order, each
 * in its own transaction, remembered in table `migration` with a hash of its
 * text. A remembered migration whose text changed is refused (BROKEN).
 * "STRICT" and ", WITHOUT ROWID" after a CREATE TABLE are for SQLite alone.
 */
enum result migrate_up(struct db *, struct arena *) MUST_CHECK;
/* Those of these names alone: as an older program left a database. */
enum result migrate_these(struct db *, struct arena *,
    const char *const *names, size_t) MUST_CHECK;
/* Whether this program has that migration, with that text. */
bool	migrate_knows(struct arena *, const char *name, const char *hash);
/* OK when nothing is left to do; CONFLICT when the database is older or newer
 * than this program. */
enum result migrate_check(struct db *, struct arena *) MUST_CHECK;

#endif
