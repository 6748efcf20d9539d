#ifndef PATHWAY_H
#define PATHWAY_H

#include "app/feature.h"

/*
 * 段階: the way of a child from hospital to adult life. Each stage has a
 * checklist; the days of its steps follow from a few days of the child. What
 * the stages and steps are is data of the prefecture's pack.
 */

/* The days the others follow from. One row a child. */
struct pathway {
	RECORD_HEAD;
	const char *child;
	const char *born_on;		/* as the days were last counted from */
	const char *admission_on, *discharge_on;
	const char *nursery_on;
	const char *school_on;		/* 1 April of some year */
	const char *move_on;
};

/* A stage reached, or expected: to_on NULL while the child is in it. */
struct pathway_stage {
	RECORD_HEAD;
	const char *child;
	const char *stage;		/* code list pathway_stage */
	const char *expected_on;	/* NULL: not known, or passed over */
	const char *from_on, *to_on;
	const char *note;		/* what was said when it ended */
};

/* Something to be done in a stage. */
struct pathway_step {
	RECORD_HEAD;
	const char *child;
	const char *stage;
	const char *step;		/* of the pack; NULL: the child's own */
	const char *title;		/* of the child's own */
	const char *who;		/* code list pathway_who */
	const char *owner;		/* id of a person, or NULL */
	const char *anchor;		/* of the child's own, or NULL */
	int64_t shift;			/* days away from where its rule puts it */
	const char *due_on;		/* NULL: not known yet */
	const char *state;		/* code list pathway_state */
	const char *note;
	const char *done_on;
};

extern const struct record pathway_record, pathway_stage_record,
    pathway_step_record;
extern const struct feature pathway_feature;

/* 1 April after the sixth birthday; who is born on 1 April is six on the day
 * before, and goes with the elder ones. */
const char *pathway_school_day(struct arena *, const char *born_on);
/* 年中, 小3; "" before and after, and where the day is not known. */
const char *pathway_grade(struct arena *, const char *school_on,
    const char *today);

#endif
