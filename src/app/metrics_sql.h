#ifndef APP_METRICS_SQL_H
#define APP_METRICS_SQL_H

#include "app/request.h"

/* Totals of the whole database, none of them about somebody. */
struct metrics_totals {
	const char *migration;		/* the last one */
	int64_t bytes;
	int64_t mail_waiting, mail_given_up, log_rows, sessions;
	const char *mail_since;		/* instant; NULL: none waits */
};

enum result metrics_sql_totals(struct request *, struct metrics_totals *)
    MUST_CHECK;

#endif
