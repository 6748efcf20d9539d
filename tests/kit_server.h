#ifndef TESTS_KIT_SERVER_H
#define TESTS_KIT_SERVER_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * The databases of the kit in the PostgreSQL server that TSUNAGU_TEST_DB names.
 * Whatever goes wrong ends the run.
 */
const char *server_url(void);		/* NULL: the tests run on SQLite */
/* Of the database "town", "template" or "copy" of this process. */
const char *server_database_url(struct arena *, const char *which);
/* `of`: as that one is, to which nobody may be connected; NULL: empty. */
void	server_make(struct arena *, const char *which, const char *of);
void	server_drop(struct arena *, const char *which);

/*
 * "town" as "template" is. To make and drop its 1200 files takes as long as the
 * rest of most tests, so it is the one of the test before, with every row put
 * back; it is made anew when a test broke off or changed a table itself, and
 * after a few uses, for nobody clears the space of rows that are gone.
 */
void	server_town(struct arena *, bool anew);
void	server_end(void);

#endif
