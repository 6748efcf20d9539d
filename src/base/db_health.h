#ifndef BASE_DB_HEALTH_H
#define BASE_DB_HEALTH_H

#include "base/db.h"

/* How writing has gone since the store was opened, for whoever watches over it. */
struct store_health {
	long long commits, failed;	/* made durable; the machine could not */
	long long committed_at;		/* seconds since 1970; 0: none yet */
	bool fine;			/* the last of them was */
	int64_t log_bytes;		/* SQLite's PATH-wal; -1: not known */
};

/* Any thread may ask. */
void	store_health(const struct store *, struct store_health *);

#endif
