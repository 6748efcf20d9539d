#ifndef DUPLICATE_SQL_H
#define DUPLICATE_SQL_H

#include "features/duplicate/duplicate.h"

struct merge {
	const char *id, *kept, *gone, *made_at;
};

/* How many rows of a child each record has: record, n; none with 0. */
struct part_count {
	const char *label;
	int64_t n;
};
enum { DUPLICATE_MAX_PARTS = 64 };
enum result duplicate_sql_count(struct request *, const char *child,
    struct part_count *, size_t *n) MUST_CHECK;
/* Merges into this child that stand, latest first: id, kept, gone, made_at,
 * number of the one gone. */
enum result duplicate_sql_of(struct request *, const char *kept,
    struct rows *) MUST_CHECK;
/* One that stands; MISSING. */
enum result duplicate_sql_merge(struct request *, const char *id,
    struct merge *) MUST_CHECK;
/* label of pairs that contradict each other: recipient_name, purpose. */
enum result duplicate_sql_contradictions(struct request *, const char *a,
    const char *b, struct rows *) MUST_CHECK;

/* Inside a deed: the rows go over. */
void	duplicate_sql_make(struct request *, const char *kept,
    const char *gone);
/* Inside a deed: they come back. CONFLICT when it was undone already. */
void	duplicate_sql_undo(struct request *, const struct merge *);

#endif
