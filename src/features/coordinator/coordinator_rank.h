#ifndef COORDINATOR_RANK_H
#define COORDINATOR_RANK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Who is offered first for a child, as a function of facts: the same area
 * before another, then experience with her care and free places. Who has never
 * had a case comes first for an easier one, and last for a hard one.
 */
struct coordinator_facts {
	bool same_place, same_region;	/* works in her municipality, region */
	bool trained, willing, has_left;
	bool wishes_easy;		/* an easier one to begin with */
	int64_t similar;		/* cases so far with some of her care */
	int64_t experience;		/* cases so far, ended ones too */
	int64_t cases, most;		/* today; most 0: not told */
};

enum coordinator_load { LOAD_UNKNOWN, LOAD_EASY, LOAD_HARD };

enum { COORDINATOR_EASY_ACTS = 2 };	/* and none of the severe */

/* Why not at all, as a sentence; NULL: may be asked. */
const char *coordinator_exclusion(const struct coordinator_facts *);
/* < 0: a is offered before b. */
int	coordinator_compare(const struct coordinator_facts *a,
    const struct coordinator_facts *b, enum coordinator_load);

#endif
