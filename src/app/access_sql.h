#ifndef APP_ACCESS_SQL_H
#define APP_ACCESS_SQL_H

#include "app/access_rule.h"
#include "app/request.h"

/* Every fact about this person and any child, children together. */
enum result access_sql_facts(struct request *, const struct access_fact **,
    size_t *n) MUST_CHECK;

/* Whether who is asking is still what the request began with: there, of that
 * role and agency. Inside a deed; lets no other deed in before it ends. */
enum result access_sql_same_person(struct request *, bool *) MUST_CHECK;

#endif
