#include "features/pathway/pathway_private.h"

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct pathway_step *s = obj;

	return (struct owned_line){ s->due_on, s->title ? s->title : beside,
	    s->done_on, arena_fmt(r->mem, "/pathway-steps/%s", s->id) };
}

/* Labels of the pack as they stand today, or stood last. */
const struct owned pathway_step_owned = {
	.kind = "pathway_step",
	.label = "段階の項目",
	.way = OWNED_PASSED,
	.record = &pathway_step_record,
	.owner = "t.owner",
	.open = "t.state IN ('todo', 'waiting')",
	.field = "owner",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
	.beside = "(SELECT p.label FROM pathway_plan p WHERE p.stage = t.stage"
	    " AND p.step = t.step ORDER BY CASE WHEN p.valid_from <= $2"
	    " THEN 0 ELSE 1 END, p.valid_from DESC LIMIT 1)",
	.line = line,
};
