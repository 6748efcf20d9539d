#ifndef COORDINATOR_OFFER_H
#define COORDINATOR_OFFER_H

#include "features/coordinator/coordinator_private.h"
#include "features/coordinator/coordinator_rank.h"

/* Somebody of the register, weighed for one child. */
struct coordinator_offer {
	struct coordinator c;
	struct coordinator_facts facts;
	const char *agency_name;
	const char *excluded;		/* NULL: may be asked */
};

/* The whole register for that child, the best first, those who cannot be asked
 * last. What is not told of her care to this person does not count. */
enum result coordinator_offers(struct request *, const struct child *,
    enum coordinator_load *, struct coordinator_offer **, size_t *n)
    MUST_CHECK;

enum result coordinator_proposal_get(struct request *);
enum result coordinator_proposal_post(struct request *);
/* The page once more with this request's faults; `agency`: whose consent is
 * lacking, or NULL. */
enum result coordinator_proposal_again(struct request *,
    const struct child *, const char *agency);

#endif
