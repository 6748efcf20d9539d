#ifndef EVACUATION_SQL_H
#define EVACUATION_SQL_H

#include "app/due.h"
#include "features/evacuation/evacuation.h"

/* The one that holds for a child and a place, or is being written; its columns. */
enum result evacuation_sql_in_force(struct request *, const char *child,
    const char *place, struct rows *) MUST_CHECK;
enum result evacuation_sql_written(struct request *, const char *child,
    const char *place, struct rows *) MUST_CHECK;
/* All editions of a child, the latest first. */
enum result evacuation_sql_plans(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* The number after the last edition of a child and a place. */
enum result evacuation_sql_next_edition(struct request *, const char *child,
    const char *place, int64_t *) MUST_CHECK;

/* Each with the columns of its record; agency_name, of a share. */
enum result evacuation_sql_acceptances(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result evacuation_sql_shares(struct request *, const char *plan,
    struct rows *) MUST_CHECK;
enum result evacuation_sql_drills(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result evacuation_sql_all_in_force(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* Inside the deed of a share: by which consent. */
enum result evacuation_sql_share_consent(struct request *, const char *share,
    const char *consent);

/* The columns of supporter, agency_name, agency_phone: those of today. */
enum result evacuation_sql_team(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* The columns of pathway_stage: those the child is in. */
enum result evacuation_sql_stages(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* id, name of shelters a child of that municipality may go to: welfare first. */
enum result evacuation_sql_shelters(struct request *, const char *municipality,
    struct rows *) MUST_CHECK;

/* What would be the mark of a plan that is signed now; NULL: no such child. */
const char *evacuation_sql_mark(struct request *, const char *child,
    const char *acceptance);
/* In force, and to be looked at: asked for, due by `soon`, or signed on another
 * mark than there is now. The columns of plan, now_mark. */
enum result evacuation_sql_reviews(struct request *, const struct due_ask *,
    const char *soon, struct rows *) MUST_CHECK;
/* Ids of children with devices: for the demo. */
enum result evacuation_sql_demo(struct request *, size_t n, struct rows *)
    MUST_CHECK;

#endif
