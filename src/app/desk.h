#ifndef APP_DESK_H
#define APP_DESK_H

#include "app/site.h"

/* One thread's place: its way into the database and its code lists. */
struct desk {
	struct site *site;
	struct db *db;
	struct arena *codes_mem;
	struct codes *codes;
	int64_t codes_seen;
	unsigned moved_seen;		/* of this process's own changes */
	char looked_at[24];		/* instant of the last look */
};

/*
 * Brings the code lists up to date. A change made by this process is seen by
 * the next request, one made by another process within a second.
 */
enum result desk_refresh(struct desk *, struct arena *) MUST_CHECK;

#endif
