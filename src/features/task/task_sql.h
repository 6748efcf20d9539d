#ifndef TASK_SQL_H
#define TASK_SQL_H

#include "app/due.h"
#include "features/task/task.h"

/* Open tasks as asked for, oldest first: the columns of task, owner_name. */
enum result task_sql_open(struct request *, const struct due_ask *,
    struct rows *) MUST_CHECK;
/* A person's, or everybody's (NULL), open or done (latest first). */
enum result task_sql_list(struct request *, const char *owner, bool done,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result task_sql_count(struct request *, const char *owner, bool done,
    int64_t *) MUST_CHECK;

/* Whose calendar lies behind the hash: a person who has not left; MISSING. */
enum result task_sql_feed_person(struct request *, const char *hash,
    const char **person) MUST_CHECK;
/* When the person's address was made; NULL: there is none. */
enum result task_sql_feed_at(struct request *, const char *person,
    const char **made_at) MUST_CHECK;
/* Inside a deed: in place of any before; hash NULL: none any more. */
enum result task_sql_feed_set(struct request *, const char *person,
    const char *hash);

#endif
