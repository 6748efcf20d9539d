#ifndef AGENCY_SQL_H
#define AGENCY_SQL_H

#include "features/agency/agency.h"

/* Which agencies; NULL: any. q is compared as it sounds, or is the number. */
struct agency_wish {
	const char *q, *kind, *municipality;
};

/* Those that fit, by name, among rows with the columns of the record. */
struct agency_found {
	struct rows rows;
	size_t *at, n;			/* places in rows */
};

enum result agency_sql_find(struct request *, const struct agency_wish *,
    struct agency_found *) MUST_CHECK;
enum result agency_sql_count(struct request *, int64_t *) MUST_CHECK;
/* Ids of those with this id, number or name, no more than two. */
enum result agency_sql_called(struct request *, const char *typed,
    struct rows *) MUST_CHECK;

#endif
