#ifndef MEETING_H
#define MEETING_H

#include "app/feature.h"

/*
 * 会議: about one child, or about none. Planned, held once its minutes are
 * written, closed; or cancelled. What is decided becomes tasks (task.h,
 * from_record "meeting"). About a child nobody is invited, and nothing of the
 * minutes goes out, but to agencies to which a consent stands that day.
 */
struct meeting {
	RECORD_HEAD;
	const char *kind;		/* code list meeting_kind */
	const char *title;
	const char *state;		/* code list meeting_state */
	const char *child;		/* NULL: about no child */
	const char *on_day;
	const char *from_at, *to_at;	/* "09:30", or NULL */
	const char *place_kind;		/* code list meeting_place */
	const char *place, *online_url;
	const char *agency;		/* who holds it; NULL: the centre */
	const char *person;		/* id of who leads and writes */
	const char *yearly;		/* yes_no: held every year */
	const char *agenda, *minutes;
	const char *roles;		/* lines of "who：what", see below */
	const char *previous;		/* id of last year's; NULL: the first */
	const char *minutes_on, *closed_on;
};

/* Somebody invited: with an account (person), or by name alone. */
struct meeting_participant {
	RECORD_HEAD;
	const char *meeting;
	const char *child;		/* the meeting's */
	const char *side;		/* code list meeting_side */
	const char *person;		/* id; NULL: no account */
	const char *name;		/* as it was when invited */
	const char *agency;		/* NULL: the centre, or family */
	const char *mail;
	const char *part;		/* 主治医、記録 */
	const char *invited_on;
	const char *answer;		/* code list meeting_answer */
	const char *answered_on;
	const char *comment;
	const char *attended;		/* yes_no; NULL: not written down */
	const char *removed_on;		/* no longer invited from this day */
};

extern const struct record meeting_record, meeting_participant_record;
extern const struct feature meeting_feature;

#endif
