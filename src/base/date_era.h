#ifndef BASE_DATE_ERA_H
#define BASE_DATE_ERA_H

#include <stddef.h>

/* The eras a living person can have been born in, newest first. */
struct era {
	const char *name, *kanji, *letter;	/* 令和, 令, R */
	const char *from;			/* first day */
	int zero;				/* year 1 is zero + 1 */
	int last_year;				/* as written; 0: still on */
};

extern const struct era eras[];
extern const size_t neras;

/* The era of a day, or NULL before the first. */
const struct era *era_of(const char *day);

#endif
