#ifndef AUDITLOG_MONTH_SQL_H
#define AUDITLOG_MONTH_SQL_H

#include "features/auditlog/auditlog_sql.h"

/* What the monthly sheet is made from. Instants are [from, to). */

/* Everybody's views and lists but the family's own, oldest first; only at,
 * person, login, verb and record_id are set. */
enum result month_sql_looks(struct request *, const char *from,
    const char *to, auditlog_each *, void *ctx) MUST_CHECK;
/* Deeds that may be asked about, oldest first; more of them than that. */
enum result month_sql_deeds(struct request *, const char *from,
    const char *to, auditlog_each *, void *ctx) MUST_CHECK;
/* What was broken open: the columns of glass_record. */
enum result month_sql_glass(struct request *, const char *from,
    const char *to, struct rows *) MUST_CHECK;
/* A named grant: the columns of named_grant_record; no row: there is none. */
enum result month_sql_grant(struct request *, const char *id, struct rows *)
    MUST_CHECK;

#endif
