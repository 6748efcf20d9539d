#ifndef STATISTICS_MEMBERS_H
#define STATISTICS_MEMBERS_H

#include "features/statistics/statistics_count.h"

/*
 * The records behind one number: the children, contacts or activities that the
 * count put there. Walked the way they were counted.
 */
enum part { PART_CLASS, PART_GAP, PART_ALL };

struct chosen {
	const struct measure *measure;	/* NULL: all children, all contacts */
	enum subject subject;
	enum part part;
	const char *code;		/* of a class */
	const char *title, *unit, *definition;
};

/* From ?table and ?code. INVALID with faults at table, code. */
enum result chosen_read(struct request *, const struct period *,
    struct chosen *) MUST_CHECK;
/* Those from place `skip` on, at most `most`. */
enum result members_get(struct request *, const struct period *,
    const struct chosen *, int64_t skip, size_t most, struct members *)
    MUST_CHECK;

#endif
