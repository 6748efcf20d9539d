#include "base/date.h"
#include "features/evacuation/evacuation_pages.h"

/* Plans that somebody writes, or looks after until the next edition. */
static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct plan *p = obj;

	(void)beside;
	return (struct owned_line){ p->valid_until, plan_is_open(p) ?
	    "個別避難計画を作る" : "個別避難計画を見直す", p->ended_on,
	    arena_fmt(r->mem, "/plans/%s", p->id) };
}

const struct owned plan_owned = {
	.kind = "plan",
	.label = "個別避難計画",
	.way = OWNED_PASSED,
	.record = &plan_record,
	.owner = "t.made_by",
	.open = "t.state <> 'revised'",
	.field = "made_by",
	.needs = CLASS_IDENTITY | CLASS_CARE,
	.line = line,
};
