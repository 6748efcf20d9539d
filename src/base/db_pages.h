#ifndef BASE_DB_PAGES_H
#define BASE_DB_PAGES_H

#include "base/db.h"

/* Of a page, counted from 1; a result other than OK stops and comes back. */
typedef enum result db_each_page(void *ctx, int64_t page);

/*
 * Each page of an SQLite file that is not as this program wrote it: damaged on
 * the disk, or written by another one. MISSING: this database has no sums, be
 * it a server's or a file from before there were any.
 */
enum result db_pages(struct db *, db_each_page *, void *ctx) MUST_CHECK;

#endif
