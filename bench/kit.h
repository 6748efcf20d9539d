/*
 * What the measuring programs share: a site over a database, requests of a desk
 * one after another, the clock, and what a row of figures says.
 */
#ifndef TSUNAGU_BENCH_KIT_H
#define TSUNAGU_BENCH_KIT_H

#include <stdbool.h>
#include <stddef.h>

#include "app/demo.h"
#include "app/desk.h"

struct kit {
	struct store *store;
	struct site *site;
	struct desk *desk;
	struct arena *mem;  /* of the request at work */
	struct arena *kept; /* until kit_close */
	struct request *r;
	struct dice dice;
};

/* Opens `url` for writing, its keys from $TSUNAGU_KEYS or beside it. Says why
 * and ends the program when it cannot. */
void kit_open(struct kit *, const char *url, uint64_t seed);
void kit_close(struct kit *);

/* The next request; what was in k->mem is gone. */
void kit_renew(struct kit *);

/* Ends the program unless it is OK; `what` says what was being done. */
void kit_must(enum result, const char *what);

/* Texts of the first column, kept. */
struct ids {
	const char **ids;
	size_t n;
};
struct ids kit_ids(struct kit *, const char *sql);

/* Microseconds of a clock that only goes on. */
double kit_now(void);

/* Sorts the times and prints "WHAT median N" and "WHAT p99 N". */
void kit_tell(const char *what, double *times, size_t n);

#endif
