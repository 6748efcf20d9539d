#include "features/outage/outage_private.h"

/* Children somebody has taken on in an event that goes on: they go back. */
const struct owned outage_owned = {
	.kind = "outage_case",
	.label = "停電・災害で受け持つ子ども",
	.way = OWNED_PASSED,
	.record = &outage_case_record,
	.join = "JOIN outage o ON o.id = t.outage",
	.owner = "t.claimed_by",
	.open = "o.closed_at IS NULL",
	.field = "claimed_by",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
};
