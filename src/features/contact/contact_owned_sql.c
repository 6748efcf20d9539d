#include "features/contact/contact_page.h"

/* The next steps somebody promised when they wrote a contact down. */

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct contact *c = obj;

	(void)beside;
	return (struct owned_line){ c->next_on, c->next_step, c->next_done_on,
	    arena_fmt(r->mem, "/contacts/%s", c->id) };
}

const struct owned contact_owned = {
	.kind = "contact",
	.label = "相談の次にすること",
	.way = OWNED_PASSED,
	.record = &contact_record,
	.owner = "t.staff",
	.open = "t.next_done_on IS NULL AND t.next_on IS NOT NULL",
	.field = "staff",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
	.line = line,
};
