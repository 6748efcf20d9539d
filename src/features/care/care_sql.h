#ifndef CARE_SQL_H
#define CARE_SQL_H

#include "features/care/care.h"

/* Rows of a child, every column of the record; devices that are there. */
enum result care_sql_devices(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* The same with those taken away, latest first. */
enum result care_sql_past_devices(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result care_sql_supplies(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* Latest first; instrument NULL: of all. */
enum result care_sql_assessments(struct request *, const char *child,
    const char *instrument, struct rows *) MUST_CHECK;
/* Inside a deed. p NULL: the child has no device any more. */
enum result care_sql_keep(struct request *, const char *child,
    const struct care_power *p, const char *lacks);
/* What is due: child, id of the assessment or NULL, and the day behind it. Days
 * from..to are those of check_by, valid_until, on_day. */
struct due_ask;
enum result care_sql_to_check(struct request *, const struct due_ask *,
    struct rows *) MUST_CHECK;
enum result care_sql_ending(struct request *, const struct due_ask *,
    const char *from, const char *to, struct rows *) MUST_CHECK;
enum result care_sql_ungranted(struct request *, const struct due_ask *,
    const char *from, const char *to, struct rows *) MUST_CHECK;
/* Fictional children with care needs: id, care. */
enum result care_sql_children(struct request *, struct rows *) MUST_CHECK;

#endif
