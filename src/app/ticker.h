#ifndef APP_TICKER_H
#define APP_TICKER_H

#include "app/desk.h"

/*
 * A thread of the serving process that does a piece of work every few seconds,
 * at a desk of its own, until it is told to end. What it works on outlives it.
 */
struct ticker;

struct ticker_work {
	const char *name;		/* for the log */
	int seconds;			/* between one round and the next */
	/* One round; its arena is emptied after it. True: more waits, so go on at
	 * once. Errors are its own to log. */
	bool (*run)(struct desk *, struct arena *, void *ctx);
	void *ctx;
};

/* The first round comes at once. NULL: logged. */
struct ticker *ticker_start(struct site *, const struct ticker_work *);
/* Asks it to end; whether it has within so many seconds. */
bool	ticker_end(struct ticker *, int seconds);
/* Asks it to end, waits until it has, and lets go of it; NULL is fine. */
void	ticker_stop(struct ticker *);

#endif
