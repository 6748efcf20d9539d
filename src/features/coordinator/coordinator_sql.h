#ifndef COORDINATOR_SQL_H
#define COORDINATOR_SQL_H

#include "features/coordinator/coordinator.h"

/* The columns of supporter, agency_name, agency_phone of those who support the
 * child today; `all`: also those who ended, last. */
enum result supporter_sql_of_child(struct request *, const char *child,
    bool all, struct rows *) MUST_CHECK;
/* id, name, kind of all agencies, by kind and name. */
enum result coordinator_sql_agencies(struct request *, struct rows *)
    MUST_CHECK;
/* id and municipality of the children the fictional centre works with. */
enum result coordinator_sql_demo_children(struct request *, struct rows *)
    MUST_CHECK;

#endif
