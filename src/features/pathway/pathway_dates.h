#ifndef PATHWAY_DATES_H
#define PATHWAY_DATES_H

#include "features/pathway/pathway_way.h"

/* What the form of a child's days says. */
struct dates {
	struct pathway pathway;
	struct pathway_stage stage;	/* only when it is begun */
};

/* INVALID with faults. What follows from the birth date is filled in. */
enum result dates_read(struct request *, struct way *, struct dates *)
    MUST_CHECK;
/* The form; `above` NULL: with this request's faults on top. */
enum result dates_show(struct request *, const struct way *,
    const struct dates *, const struct html *above);

/* The stage the child should be in by the days that are expected, and since
 * when. */
void	dates_guess(struct request *, const struct way *, struct dates *);

/* The version a form was made from; 0 without one. */
int64_t	pathway_version(const struct request *);

#endif
