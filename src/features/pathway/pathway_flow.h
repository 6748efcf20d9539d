#ifndef PATHWAY_FLOW_H
#define PATHWAY_FLOW_H

#include "features/pathway/pathway_sql.h"
#include "features/pathway/pathway_way.h"

/*
 * What other days of a child mean for her stages and steps: worked out first,
 * shown to whoever changes them, and carried out in one deed.
 */
struct flow_line {
	struct pathway_move move;
	const char *stage, *label;	/* of the line, in words */
};

struct flow {
	struct pathway old, now;
	struct flow_line *lines;	/* stages first, then steps by day */
	size_t n, nanchors;		/* anchors that change stand in front */
	struct pathway_step *added;	/* of the pack, not there yet */
	size_t nadded;
	const char *digest;		/* the same lines: the same digest */
};

/* What moves when the days of `w` become `now`; nothing is written. */
void	flow_of(struct request *, struct way *, const struct pathway *now,
    struct flow *);
/* Whether anything would move if it were asked today. */
bool	flow_waits(struct request *, struct way *);
/* The steps of the pack that hold today for this stage and are not there. */
size_t	flow_missing(struct request *, struct way *, const char *stage,
    const struct pathway *, struct pathway_step *out);

/* Inside a deed: the first days of a child, with all stages from the current
 * one on and their steps. */
enum result flow_begin(struct request *, struct way *, struct pathway *,
    const char *stage, const char *from_on);
/* Inside a deed. CONFLICT: somebody changed the days since. */
enum result flow_carry_out(struct request *, struct way *, struct flow *,
    int64_t version);
/* Inside a deed: the last move of this child is taken back. CONFLICT: it is
 * not the last any more. */
enum result flow_reverse(struct request *, struct way *, const char *flow);

#endif
