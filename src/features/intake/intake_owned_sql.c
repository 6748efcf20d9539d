#include "features/intake/intake_private.h"

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct intake *in = obj;

	(void)beside;
	return (struct owned_line){ in->began_on, arena_fmt(r->mem,
	    "相談受付 %s%s%s", in->number, intake_is_open(in) ? "：" : "",
	    intake_is_open(in) ? intake_verb(in) : ""), in->closed_on,
	    arena_fmt(r->mem, "/intakes/%s", in->id) };
}

/* Who took it on sees it through to its end. */
const struct owned intake_owned = {
	.kind = "intake",
	.label = "相談受付",
	.way = OWNED_PASSED,
	.record = &intake_record,
	.owner = "t.staff",
	.open = "t.closed_on IS NULL",
	.field = "staff",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
	.line = line,
};

/* Who acts for the child, as was agreed. */
const struct owned intake_actor_owned = {
	.kind = "intake_actor",
	.label = "相談受付で動く人",
	.way = OWNED_PASSED,
	.record = &intake_record,
	.owner = "t.actor_person",
	.open = "t.closed_on IS NULL",
	.field = "actor_person",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
	.line = line,
};
