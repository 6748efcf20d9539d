#ifndef AUDITLOG_SQL_H
#define AUDITLOG_SQL_H

#include "app/audit.h"

/*
 * Rows of the log one by one; what a row points to lives until `each` returns.
 * A result other than OK from `each` ends the walk and comes back. Instants are
 * [from, to).
 */
typedef enum result auditlog_each(void *ctx, const struct audit_row *);

/* What is about one child, newest first. */
enum result auditlog_sql_of_child(struct request *, const char *child,
    const char *from, const char *to, auditlog_each *, void *ctx) MUST_CHECK;
/* Without lists, the latest `limit`, and of a row only when, who and why. */
enum result auditlog_sql_latest(struct request *, const char *child,
    int64_t limit, auditlog_each *, void *ctx) MUST_CHECK;

/* What the whole log is narrowed to; NULL where it is not. */
struct auditlog_filter {
	const char *from, *to;		/* instants, [from, to) */
	const char *person, *verb, *record;
	const char *child;		/* how the id ends; no % nor _ in it */
	int64_t upto;			/* no later place in the log; 0: any */
	/* Behind this row of the list: its instant, NULL: none, and place. */
	const char *behind_at;
	int64_t behind_seq;
};

/* How many there are; `most` when there are that many or more. */
enum result auditlog_sql_count(struct request *,
    const struct auditlog_filter *, int64_t most, int64_t *n) MUST_CHECK;
/* Newest first. */
enum result auditlog_sql_list(struct request *,
    const struct auditlog_filter *, int64_t offset, int64_t limit,
    struct rows *) MUST_CHECK;
/* The last place in the log as it is now. */
enum result auditlog_sql_last(struct request *, int64_t *seq) MUST_CHECK;
/* A row of that list, and its place in the log. */
struct audit_row auditlog_sql_row(const struct rows *, size_t i);
int64_t	auditlog_sql_seq(const struct rows *, size_t i);

#endif
