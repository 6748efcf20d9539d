#ifndef APP_RECORD_PAGE_H
#define APP_RECORD_PAGE_H

#include "app/record.h"

/* The rows of a record that a person may see. */

/* How many this person may see, and those of one page: ordered by the first
 * field when that is readable on disk, the last day first; else by id. */
enum result record_count(struct request *, const struct record *,
    int64_t *) MUST_CHECK;
enum result record_page(struct request *, const struct record *, bool by_id,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
/* One as it lies there, whoever asks: for who comes by a link and has no path to
 * the child. What may be told of it is the caller's to decide. MISSING. */
enum result record_stored(struct request *, const struct record *,
    const char *id, void *obj) MUST_CHECK;
/* Appends " AND (...)" that keeps the rows this person may see, for a query of a
 * feature's own; columns get `prefix` ("t."). Gives the arguments, old first. */
enum result record_filter(struct request *, const struct record *,
    const char *prefix, struct buffer *sql, struct value **args,
    size_t *nargs) MUST_CHECK;
/* A query of a feature's own for rows of a record, kept to those this person may
 * see: sql ends in its WHERE, the filter follows, then `then`. */
struct record_query {
	const struct record *record;
	const char *prefix;		/* of its columns: "t." */
	const char *name, *sql, *then;
};
enum result record_rows(struct request *, const struct record_query *,
    struct value *args, size_t nargs, struct rows *) MUST_CHECK;

#endif
