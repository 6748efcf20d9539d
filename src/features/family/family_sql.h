#ifndef FAMILY_SQL_H
#define FAMILY_SQL_H

#include "features/evacuation/evacuation.h"

/* What the family said of a child, the newest first. */
enum result family_sql_proposals(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* Plans of a child that stand, as far as they may be seen. */
enum result family_sql_plans(struct request *, const char *child,
    struct rows *) MUST_CHECK;

#endif
