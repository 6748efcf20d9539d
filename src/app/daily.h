#ifndef APP_DAILY_H
#define APP_DAILY_H

#include "app/site.h"

/*
 * What features do by themselves once a day: `daily` of a feature, called by
 * the serving process at the first round after nine in the morning in Japan,
 * and again after every start of the process. So it notes what it has done,
 * and does nothing twice. The log names who does it "daily".
 */
enum { DAILY_PAUSE_SECONDS = 60 * 60 };	/* after one that failed */

/* Between one round and the next; zeroed to begin with. */
struct daily_rounds {
	char next[24];			/* instant; before it, nothing */
};

/* Cheap while it is not time. Errors are logged, and met again in an hour. */
void	daily_run(struct desk *, struct arena *, struct daily_rounds *);

#endif
