#include "features/evacuation/evacuation_private.h"

#include "app/route.h"

/* No page of a record comes by itself: plans are written in sections. */
#define CLOSED(p) \
	{ "GET", "/" p, CHILD_READ, route_nowhere }, \
	{ "GET", "/" p "/new", CHILD_WRITE, route_nowhere }, \
	{ "POST", "/" p, CHILD_WRITE, route_never }, \
	{ "GET", "/" p "/*", CHILD_READ, route_nowhere }, \
	{ "GET", "/" p "/*/edit", CHILD_WRITE, route_nowhere }, \
	{ "POST", "/" p "/*", CHILD_WRITE, route_never }
#define READ_ONLY(p) \
	{ "POST", "/api/v1/" p, CHILD_WRITE, route_never }, \
	{ "PUT", "/api/v1/" p "/*", CHILD_WRITE, route_never }

static const struct route routes[] = {
	CLOSED("acceptances"),
	CLOSED("plans"),
	CLOSED("plan-shares"),
	CLOSED("drills"),
	CLOSED("family-proposals"),
	READ_ONLY("acceptances"),
	READ_ONLY("plans"),
	READ_ONLY("plan-shares"),
	READ_ONLY("drills"),
	READ_ONLY("family-proposals"),
};

const struct feature evacuation_feature = {
	.name = "evacuation",
	FEATURE_RECORDS(&acceptance_record, &plan_record, &plan_share_record,
	    &drill_record, &family_proposal_record),
	FEATURE_ROUTES(routes),
};
