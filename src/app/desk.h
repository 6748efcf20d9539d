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
};

/* Brings the code lists up to date when their counter has moved. */
enum result desk_refresh(struct desk *, struct arena *) MUST_CHECK;

#endif
