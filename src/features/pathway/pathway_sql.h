#ifndef PATHWAY_SQL_H
#define PATHWAY_SQL_H

#include "app/due.h"
#include "features/pathway/pathway.h"

/* stage, step, valid_from, valid_to, who, anchor, rule, label, detail. */
/* MISSING: nobody has begun it for the child. */
enum result pathway_sql_of_child(struct request *, const char *child,
    struct pathway *) MUST_CHECK;
enum result pathway_sql_stages(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* The columns of pathway_step, owner_name: by day, those without last. */
enum result pathway_sql_steps(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* Open steps as asked for, oldest first; a person's are those of their name,
 * and of the children whose team they are in where nobody has it. */
enum result pathway_sql_open(struct request *, const struct due_ask *,
    struct rows *) MUST_CHECK;

/* Inside a deed: n new steps of one child, none of them her own. */
enum result pathway_sql_add_steps(struct request *, struct pathway_step *,
    size_t n);

/* A day that moves; kind "anchor", "stage", "step" or "new". */
struct pathway_move {
	const char *kind, *subject;	/* anchor, or id of the row */
	const char *old_on, *new_on;
};

/* Inside a deed: keeps what moves, and moves the stages and steps among it. */
enum result pathway_sql_flow(struct request *, const char *child,
    const struct pathway_move *, size_t n);
/* The last one not taken back: id, at, person_name, nsteps; no row: none. */
enum result pathway_sql_last_flow(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* kind, subject, old_on, new_on of its anchors. */
enum result pathway_sql_anchors_of(struct request *, const char *flow,
    struct rows *) MUST_CHECK;
/* Steps of it that somebody has moved since: id. */
enum result pathway_sql_kept(struct request *, const char *flow,
    struct rows *) MUST_CHECK;
/* Inside a deed: how far a step stands from where its rule has it. */
enum result pathway_sql_set_shift(struct request *, const char *step,
    int64_t shift);
/* Inside a deed: stages and steps go back to where they were, but for steps
 * that somebody has done or moved since. CONFLICT: taken back already. */
enum result pathway_sql_reverse(struct request *, const char *flow);

#endif
