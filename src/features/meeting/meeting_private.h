#ifndef MEETING_PRIVATE_H
#define MEETING_PRIVATE_H

#include "app/due.h"
#include "features/meeting/meeting.h"

/* How long a link opens after the day, and minutes may take; how long before it
 * answers are missed. */
enum { MEETING_LINK_DAYS = 14, MEETING_MINUTES_DAYS = 7, MEETING_ANSWER_DAYS = 14,
	MEETING_MAX_ROLES = 30 };

extern const struct template meeting_list_page, meeting_form_page,
    meeting_show_page, meeting_write_page, meeting_guest_page,
    meeting_panel_part;

enum result meeting_list_get(struct request *);
enum result meeting_new_get(struct request *);
enum result meeting_add_post(struct request *);
enum result meeting_show_get(struct request *);
enum result meeting_edit_get(struct request *);
enum result meeting_change_post(struct request *);
enum result meeting_participant_post(struct request *);
enum result meeting_answer_post(struct request *);
enum result meeting_invitation_post(struct request *);
enum result meeting_removal_post(struct request *);
enum result meeting_decision_post(struct request *);
/* The paper, and the page on which it is written. */
enum result meeting_minutes_get(struct request *);
enum result meeting_minutes_pdf_get(struct request *);
enum result meeting_minutes_edit_get(struct request *);
enum result meeting_minutes_post(struct request *);
enum result meeting_letter_get(struct request *);
enum result meeting_letter_pdf_get(struct request *);
enum result meeting_closing_post(struct request *);
enum result meeting_cancellation_post(struct request *);
/* The same a year later. */
enum result meeting_next_post(struct request *);
enum result meeting_guest_get(struct request *);
enum result meeting_guest_post(struct request *);

enum result meeting_panel(struct request *, const char *child,
    const struct html **out);
enum result meeting_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result meeting_demo(struct request *);

/* Faults times, a link and a title that do not hold. */
void	meeting_check(struct request *, const void *);
bool	meeting_is(const struct meeting *, const char *state);
/* Its own name, or its kind; and with its day. */
const char *meeting_title(struct request *, const struct meeting *);
/* 12月8日（火）13:30～15:00 */
const char *meeting_when(struct request *, const struct meeting *);
/* The place by its name, or else by its kind; "". */
const char *meeting_where(struct request *, const struct meeting *);

/* What the page of a meeting shows besides: what was typed, a new link. */
struct task;
struct meeting_typed {
	const struct meeting_participant *participant;
	const struct task *task;	/* a decision */
	const char *consent;		/* where one is obtained */
	const char *link, *link_for;	/* made now, shown once */
	bool mailed;
};
enum result meeting_show(struct request *, const struct meeting *,
    const struct meeting_typed *);

/* Lines of "who：what" as rows. */
struct meeting_role {
	const char *who, *what;
};
size_t	meeting_roles(struct request *, const char *text,
    struct meeting_role rows[MEETING_MAX_ROLES]);

/* Those invited, without those taken back. */
struct meeting_people {
	struct meeting_participant *all;
	const char **agencies;		/* names, or NULL */
	size_t n;
};
enum result meeting_people_of(struct request *, const char *meeting,
    struct meeting_people *) MUST_CHECK;

/*
 * MISSING: nothing about that child may go to the agency today; with class
 * NULL, not even an invitation. OK for a meeting about no child.
 */
enum result meeting_shares(struct request *, const char *child,
    const char *agency, const char *class) MUST_CHECK;

/* What somebody can have open, see app/owned.h. */
extern const struct owned meeting_owned, meeting_participant_owned;

#endif
