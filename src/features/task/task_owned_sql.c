#include "features/task/task_private.h"

static struct owned_line
line(struct request *r, const void *obj, const char *beside)
{
	const struct task *t = obj;

	(void)beside;
	return (struct owned_line){ t->due_on, t->title, t->done_on,
	    arena_fmt(r->mem, "/tasks/%s", t->id) };
}

const struct owned task_owned = {
	.kind = "task",
	.label = "頼まれたこと",
	.way = OWNED_PASSED,
	.record = &task_record,
	.owner = "t.owner",
	.open = "t.done_on IS NULL",
	.field = "owner",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
	.line = line,
};
