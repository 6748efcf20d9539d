#ifndef BASE_SETSUM_H
#define BASE_SETSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Are two sets of (text, number) the same, whatever order they are met in? A
 * sum of keyed hashes tells, in no memory; the key is drawn anew each time, so
 * that nobody can prepare two sets of one sum.
 */
struct setsum_key {
	unsigned char bytes[16];
};
struct setsum {
	uint64_t high, low;
	int64_t n;
};

struct setsum_key setsum_draw(void);
void	setsum_add(struct setsum *, const struct setsum_key *,
    const char *text, size_t ntext, int64_t number);
bool	setsum_same(const struct setsum *, const struct setsum *);

#endif
