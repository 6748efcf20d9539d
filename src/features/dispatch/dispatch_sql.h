#ifndef DISPATCH_SQL_H
#define DISPATCH_SQL_H

#include "app/due.h"
#include "features/dispatch/dispatch.h"

/* The columns of dispatch, agency_name, person_name. */

/* In one state, or all that are under way (state NULL, over false), or over:
 * the oldest request first; those that are over, the latest first. */
enum result dispatch_sql_list(struct request *, const char *state, bool over,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result dispatch_sql_count(struct request *, const char *state, bool over,
    int64_t *) MUST_CHECK;
/* What waits: for the centre when `person` is NULL, else what is theirs. */
enum result dispatch_sql_waiting(struct request *, const char *person,
    const char *child, struct rows *) MUST_CHECK;
/* About one child, latest request first: id, kind, state, asked_on, planned_on,
 * carried_on, person_name. */
enum result dispatch_sql_of_child(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* What an agency asked for, latest first: number, kind, state, asked_on,
 * planned_on. For those who come by a link, and so have no person. */
enum result dispatch_sql_of_agency(struct request *, const char *agency,
    struct rows *) MUST_CHECK;

#endif
