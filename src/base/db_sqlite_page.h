#ifndef BASE_DB_SQLITE_PAGE_H
#define BASE_DB_SQLITE_PAGE_H

#include <sqlite3.h>

#include "base/db_engine.h"

/*
 * The last eight bytes of each page of an SQLite file are a sum of the others
 * and of where the page lies, set whenever the page is written to the file.
 * SQLite itself does not notice a bit that flips on the disk within a text or
 * a number. Against whoever changes a page on purpose the sum is nothing.
 *
 * Nothing is looked at when a page is read. A program without these sums, such
 * as sqlite3, leaves them wrong on what it writes; files made before there were
 * any have none.
 */
#define PAGE_VFS "tsunagu"

/* Makes it known to SQLite, once; before the first connection. */
bool	page_vfs_add(void);
/* A file that this connection makes gets sums. */
void	page_sums_want(sqlite3 *);
/* Each page that is not as it was written. What lies in the log (PATH-wal) is
 * not looked at. MISSING: this file has no sums. */
enum result page_sums_check(sqlite3 *, db_each_page *, void *ctx) MUST_CHECK;

#endif
