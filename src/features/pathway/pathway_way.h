#ifndef PATHWAY_WAY_H
#define PATHWAY_WAY_H

#include "features/child/child.h"
#include "features/pathway/pathway_plan.h"

/*
 * All there is of one child's way: its days, its stages in order with when they
 * were or are expected, its steps. Of a child for whom nobody has begun it yet,
 * what follows from the birth date.
 */
enum { WAY_MAX_STAGES = 16 };

struct way_stage {
	const struct code *code;
	struct pathway_stage row;	/* id NULL: not stored */
	bool beside;			/* not on the way: moving house */
};

struct way_step {
	struct pathway_step row;
	const struct plan_row *plan;	/* NULL: the child's own */
	const char *label, *owner_name;
};

struct way {
	struct child child;
	struct pathway pathway;
	struct plan plan;
	bool begun;
	bool tells;			/* this person may see days and notes */
	struct way_stage stages[WAY_MAX_STAGES];
	size_t nstages;
	size_t current;			/* nstages: in none */
	struct way_step *steps;		/* by day, those without last */
	size_t nsteps;
};

/* MISSING: no such child, or not for these eyes. */
enum result way_load(struct request *, const char *child, struct way *)
    MUST_CHECK;
/* The same and DENIED for who may not write it. */
enum result way_load_to_write(struct request *, const char *child,
    struct way *) MUST_CHECK;
/* NULL: no such stage. */
struct way_stage *way_stage_of(struct way *, const char *stage);
/* The next on the way after stage i; nstages: none. */
size_t	way_after(const struct way *, size_t i);
/* When a stage is to be expected by these days; NULL: not known. */
const char *way_expected(struct request *, const struct way *,
    const struct pathway *, const char *stage);
/* Steps of a stage that are open. */
size_t	way_nopen(const struct way *, const char *stage);

#endif
