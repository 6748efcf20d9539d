#ifndef TASK_H
#define TASK_H

#include "app/feature.h"

/*
 * 次にすること: what somebody has to do by a day. What follows from another
 * record is derived from it (app/due.h) and never written twice; a task is for
 * what stands nowhere else, or is given to somebody, also of another agency:
 * as far as they may see the child.
 */
struct task {
	RECORD_HEAD;
	const char *title;		/* a verb phrase */
	const char *child;		/* NULL: about no child */
	const char *owner;		/* id of a person */
	const char *due_on;
	const char *note;
	const char *made_by;		/* id of a person */
	const char *from_record;	/* "meeting"; NULL: began here */
	const char *from_id;
	const char *done_on;		/* NULL: open */
	const char *result;
};

extern const struct record task_record;
extern const struct feature task_feature;

/* Inside a deed: the task, and a notice to its owner when that is another.
 * INVALID, with a fault of "owner": they have left, or may not see the child
 * as far as a task tells. */
enum result task_add(struct request *, struct task *);
/* Faults "owner" as task_add would; before the deed. */
void	task_check_owner(struct request *, const struct task *);
/* Those that began with a record: the columns of task, owner_name; by day. */
enum result task_of(struct request *, const char *from_record,
    const char *from_id, struct rows *) MUST_CHECK;

#endif
