#ifndef PATHWAY_RULE_H
#define PATHWAY_RULE_H

#include "features/pathway/pathway.h"

/* The days of a child by the names that the pack has for them. */
enum { PATHWAY_ANCHORS = 6 };
extern const char *const pathway_anchors[PATHWAY_ANCHORS];

/* NULL: not known, or no such anchor. */
const char *pathway_anchor_day(const struct pathway *, const char *anchor);
/* The member an anchor stands in. */
const char **pathway_anchor_at(struct pathway *, const char *anchor);
/* School and nursery from the birth date, where nobody has said otherwise. */
void	pathway_fill(struct arena *, struct pathway *);
/* After another birth date: what had followed from the old one follows. */
void	pathway_follow(struct arena *, const struct pathway *old,
    struct pathway *);
/* Faults days that cannot be; born_on is what they are held against. */
void	pathway_check(struct request *, const struct pathway *);

/*
 * Where a step stands when its day is `base` away by `rule` and `shift` days:
 * NULL without a base, but for one whose base never was known: that keeps the
 * day somebody gave it.
 */
struct pathway_due {
	const char *old_base, *base, *rule, *due_on;
	int64_t shift;
};
const char *pathway_due_day(struct arena *, const struct pathway_due *);

bool	pathway_is_open(const struct pathway_step *);

#endif
