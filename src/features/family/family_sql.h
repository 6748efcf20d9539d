#ifndef FAMILY_SQL_H
#define FAMILY_SQL_H

#include "app/due.h"
#include "features/family/family.h"

/* What the family said of a child, the newest first. */
enum result family_sql_proposals(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* What waits for an answer, the oldest first. */
enum result family_sql_open(struct request *, const struct due_ask *,
    struct rows *) MUST_CHECK;
/* The id of a child of the fictional centre with a family. */
enum result family_sql_demo(struct request *, struct rows *) MUST_CHECK;

#endif
