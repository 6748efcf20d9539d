#include "features/matching/matching_private.h"

/* Searches that somebody began and has not ended. */

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct need *n = obj;

	(void)beside;
	return (struct owned_line){ n->begun_on, n->label ? n->label :
	    "受入先探し", n->ended_on, arena_fmt(r->mem, "/needs/%s", n->id) };
}

const struct owned matching_owned = {
	.kind = "need",
	.label = "受入先探し",
	.way = OWNED_PASSED,
	.record = &need_record,
	.owner = "t.made_by",
	.open = "t.state = 'open'",
	.field = "made_by",
	.needs = CLASS_IDENTITY | CLASS_CARE,
	.line = line,
};
