#ifndef BASE_DB_SWAP_H
#define BASE_DB_SWAP_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * A database made anew beside the one that is there, to take its place when it
 * is whole. SQLite: PATH.restoring, in the same folder. PostgreSQL: schema
 * tsunagu_restoring of the same database; the address must not choose a schema
 * with options of its own.
 */

/* Whether a database is there already. BROKEN: cannot be told, logged. */
enum result swap_is_there(struct arena *, const char *url, bool *there)
    MUST_CHECK;
/* The address to make it at, empty: what an earlier attempt left is gone.
 * NULL: logged. */
const char *swap_beside(struct arena *, const char *url);
/* What is there goes to `aside` (PATH.ASIDE, or schema ASIDE), the new one
 * takes its place. CONFLICT, logged: others use the database. BROKEN: logged;
 * SQLite may then have the old one at PATH.ASIDE and none at PATH. */
enum result swap_take(struct arena *, const char *url, const char *aside)
    MUST_CHECK;
/* Takes the new one away again. */
void	swap_drop(struct arena *, const char *url);

/* Whether nobody else is connected, or writes: else logged. */
bool	swap_is_alone(struct arena *, const char *url);

#endif
