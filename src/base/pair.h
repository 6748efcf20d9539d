#ifndef BASE_PAIR_H
#define BASE_PAIR_H

#include <stddef.h>

/*
 * What a form, a query, a flat JSON object or a header block comes down to:
 * names and values, in the order they came. A name may stand several times.
 */
struct pair {
	const char *name, *value;
};

struct pairs {
	struct pair *at;
	size_t n;
};

/* First value of that name, or NULL. */
const char *pairs_get(const struct pairs *, const char *name);

#endif
