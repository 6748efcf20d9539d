#ifndef OUTBOX_SQL_H
#define OUTBOX_SQL_H

#include "app/request.h"

enum { OUTBOX_ROWS = 100 };

/* What waits, or was given up and can still be sent, oldest first, OUTBOX_ROWS
 * at most: id, queued_at, due_at, tries, reason, given_up_at, record, name (of
 * the person; NULL). `n`: how many there are. */
enum result outbox_sql_list(struct request *, bool given_up, struct rows *,
    int64_t *n) MUST_CHECK;
/* How many were sent since that instant. */
enum result outbox_sql_sent(struct request *, const char *since, int64_t *n)
    MUST_CHECK;

#endif
