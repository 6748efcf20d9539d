#ifndef AUDITLOG_MONTH_SQL_H
#define AUDITLOG_MONTH_SQL_H

#include "features/auditlog/auditlog_sql.h"

/* What the monthly sheet is made from. Instants are [from, to). */

/* All there is, oldest first, without the members the sheet does not need. */
enum result month_sql_rows(struct request *, const char *from,
    const char *to, auditlog_each *, void *ctx) MUST_CHECK;
/* What was broken open: the columns of glass_record. */
enum result month_sql_glass(struct request *, const char *from,
    const char *to, struct rows *) MUST_CHECK;
/* A named grant: the columns of named_grant_record; no row: there is none. */
enum result month_sql_grant(struct request *, const char *id, struct rows *)
    MUST_CHECK;

#endif
