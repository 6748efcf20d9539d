#ifndef EVACUATION_SQL_H
#define EVACUATION_SQL_H

#include "features/evacuation/evacuation.h"

/* The one that holds for a child and a place; its columns. */
enum result evacuation_sql_in_force(struct request *, const char *child,
    const char *place, struct rows *) MUST_CHECK;

#endif
