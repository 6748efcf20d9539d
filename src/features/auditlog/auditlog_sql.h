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
/* The same without lists, the latest `limit`. */
enum result auditlog_sql_latest(struct request *, const char *child,
    int64_t limit, auditlog_each *, void *ctx) MUST_CHECK;

#endif
