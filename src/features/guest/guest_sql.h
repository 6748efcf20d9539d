#ifndef GUEST_SQL_H
#define GUEST_SQL_H

#include "features/guest/guest.h"

/* Inside a deed. */
enum result guest_sql_add(struct request *, const char *kind,
    const char *record_id, const char *hash, const char *ends_at);
enum result guest_sql_revoke(struct request *, const char *kind,
    const char *record_id);
/* The first browser gets it: CONFLICT when another had. */
enum result guest_sql_bind(struct request *, const char *id,
    const char *bound);

/* One that still holds, by the hash of what stands in it: id, kind, bound. */
enum result guest_sql_by_link(struct request *, const char *hash,
    struct rows *) MUST_CHECK;
/* By the hash of the cookie's key: id, kind, record_id, ends_at. */
enum result guest_sql_by_cookie(struct request *, const char *kind,
    const char *bound, struct rows *) MUST_CHECK;

#endif
