#ifndef EVACUATION_BASIS_H
#define EVACUATION_BASIS_H

#include "features/evacuation/evacuation_private.h"

/*
 * What a plan was signed on: where the child lives, her devices, where she goes
 * by day, where she is on her way, what accepts her. Compared with what is now,
 * so that no change is missed, whoever made it and wherever.
 */

/* As it is now, as far as this person may see; kept sealed with the plan. */
enum result plan_basis(struct request *, const struct plan *,
    const char **basis) MUST_CHECK;
/* What of it differs, in words: 「住所・医療機器」; NULL: nothing. */
const char *plan_basis_differs(struct request *, const char *was,
    const char *now);

#endif
