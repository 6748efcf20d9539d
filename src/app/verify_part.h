#ifndef APP_VERIFY_PART_H
#define APP_VERIFY_PART_H

#include "app/verify.h"
#include "base/checkpoint.h"

/* The parts of verify.c; nobody else needs them. Each says what it finds. */

/* A file of checkpoints, as far as it is well signed. */
struct verify_points {
	const char *name;		/* to speak of it */
	const struct checkpoint *all;	/* by seq */
	size_t n;
};

/* What lies beside the database, read before the log itself is: so it can tell
 * of no more than what is there. */
struct verify_keys {
	const char *start;		/* NULL: not here */
	const char *link;
	int64_t epoch;			/* of the link key; -1: not known */
	struct verify_points here, copy;
};
void	verify_keys(struct verify *, struct verify_keys *);
/* The rows, their seals, the checkpoints held against them, audit_seen. */
void	verify_log(struct verify *, const struct verify_keys *);
/* Every text that is sealed opens. */
void	verify_sealed(struct verify *);
/* The engine's own checks, and how many rows there are. */
void	verify_engine(struct verify *);
void	verify_counts(struct verify *);

void	verify_fault(struct verify *, const char *, ...) LIKE_PRINTF(2, 3);
void	verify_note(struct verify *, const char *, ...) LIKE_PRINTF(2, 3);

#endif
