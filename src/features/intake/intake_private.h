#ifndef INTAKE_PRIVATE_H
#define INTAKE_PRIVATE_H

#include "app/due.h"
#include "features/intake/intake.h"

/* After so many days an answer is asked for again, and support looked at. */
enum { INTAKE_ANSWER_DAYS = 7, INTAKE_SUPPORT_DAYS = 30 };

/* In the order in which they are taken. */
enum intake_step { INTAKE_SITUATION, INTAKE_CONSENT, INTAKE_CHILD,
	INTAKE_DOCTOR, INTAKE_ACTOR, INTAKE_CLOSING, INTAKE_STEPS };
enum intake_mark { INTAKE_OPEN, INTAKE_WAITING, INTAKE_DONE, INTAKE_SKIPPED,
	INTAKE_REFUSED };

enum { INTAKE_STEP_FIELDS = 6 };

struct intake_way {
	const char *name;		/* code list intake_step, and address */
	const char *verb, *again;	/* to take it; while an answer is awaited */
	const char *button;
	const char *skip;		/* field of the reason; NULL: never */
	const char *fields[INTAKE_STEP_FIELDS];	/* NULL-ended */
};

extern const struct intake_way intake_ways[INTAKE_STEPS];
extern const struct template intake_show_page, intake_list_page,
    intake_child_page, intake_panel_part, intake_contact_part,
    intake_select_part;

bool	intake_is_open(const struct intake *);
enum intake_mark intake_mark_of(const struct intake *, enum intake_step);
/* INTAKE_STEPS when it is over. */
enum intake_step intake_next(const struct intake *);
/* The same as a verb phrase, NULL when it is over. */
const char *intake_verb(const struct intake *);
/* The last one taken, which alone can be taken back; INTAKE_STEPS: none. */
enum intake_step intake_last(const struct intake *);
/* Faults what a step must tell. */
void	intake_check_step(struct request *, const struct intake *,
    enum intake_step);
/* The inputs of a step, with what this person may see of it. */
enum result intake_fields(struct request *, const struct intake *,
    enum intake_step, const struct html **) MUST_CHECK;
/* 12日め; the day it began is the first. */
const char *intake_age(struct request *, const struct intake *);
/* The thread with what was typed, and `rc`. */
enum result intake_again(struct request *, const struct intake *,
    const struct intake *typed, enum result rc);
/* CONFLICT once it is over. */
enum result intake_load_open(struct request *, struct intake *) MUST_CHECK;
/* Inside a deed: the change itself, and back to the thread. */
enum result intake_commit(struct request *, const struct intake *old,
    struct intake *);

enum result intake_list_get(struct request *);
enum result intake_begin_post(struct request *);
enum result intake_show_get(struct request *);
enum result intake_step_post(struct request *);
enum result intake_skip_post(struct request *);
enum result intake_return_post(struct request *);
enum result intake_child_get(struct request *);
enum result intake_child_post(struct request *);
enum result intake_contact_post(struct request *);
/* Inside a deed: her contacts about nobody are about this child from now on,
 * or are about nobody again. */
enum result intake_tie(struct request *, const struct intake *,
    const char *child) MUST_CHECK;
enum result intake_untie(struct request *, const struct intake *) MUST_CHECK;
/* Faults "child" where a contact cannot be hers: of another, before birth. */
enum result intake_check_tie(struct request *, const struct intake *,
    const char *child, const char *born_on) MUST_CHECK;

enum result intake_panel(struct request *, const char *child,
    const struct html **);
enum result intake_panel_of(struct request *, const struct record *,
    const char *child, const char *id, const struct html **);
enum result intake_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result intake_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned intake_owned, intake_actor_owned;

#endif
