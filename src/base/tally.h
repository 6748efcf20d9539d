#ifndef BASE_TALLY_H
#define BASE_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * How often each text was met. A year has hundreds of thousands of contacts
 * but few different answers, so what an answer means is worked out once.
 */
struct tally_entry {
	const char *key;	/* NULL: a free place */
	uint64_t hash;
	uint64_t mask;		/* of an answer: the classes it falls in */
	int64_t count;
	char first[11];		/* of a child: the first day */
};

struct tally {
	struct arena *mem;
	struct tally_entry *at;	/* [cap] */
	size_t n, cap;
};

struct tally tally_new(struct arena *);
/* The entry of this key, made with count 0 when `*fresh`. It stays where it is
 * until the next tally_enter. */
struct tally_entry *tally_enter(struct tally *, const char *key, bool *fresh);
/* NULL when never entered. */
struct tally_entry *tally_find(const struct tally *, const char *key);

#endif
