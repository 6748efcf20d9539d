#ifndef COUNCIL_H
#define COUNCIL_H

#include "app/feature.h"

/*
 * 会議体: a council that meets again and again: its members and their terms, the
 * numbered series of its meetings, the agenda of each, and what was decided
 * before until it is done or dropped. Meetings, who came, decisions and tasks
 * are those of meeting.h and task.h; concerns come from concern.h and their
 * decisions go back there. All of it is the centre's own.
 */
struct council {
	RECORD_HEAD;
	const char *title;
	const char *kind;		/* code list meeting_kind: its meetings' */
	const char *purpose;
	const char *region;		/* NULL: of the whole prefecture */
	const char *keeper;		/* id of a person, or NULL */
	const char *quorum;		/* code list council_quorum */
	const char *numbering;		/* code list council_numbering */
	const char *ended_on;		/* NULL: goes on */
};

/* One term of one member. */
struct council_member {
	RECORD_HEAD;
	const char *council, *name;
	const char *side;		/* code list meeting_side */
	const char *agency;
	const char *seat;		/* 役職 */
	const char *observer;		/* yes_no: not counted for the quorum */
	const char *substitute;		/* who may come instead */
	const char *mail;
	const char *from_on;
	const char *to_on;		/* last day; NULL: no end told */
	const char *previous;		/* the term this one follows, or NULL */
};

struct council_meeting {
	RECORD_HEAD;
	const char *council, *meeting;	/* ids */
	int64_t year;			/* fiscal; 0: numbers run on */
	int64_t number;			/* 第n回 */
};

struct council_item {
	RECORD_HEAD;
	const char *council_meeting;
	int64_t place;			/* 1, 2, ... */
	const char *title;		/* NULL: that of the concern */
	const char *talk;		/* id of a concern_talk, or NULL */
	const char *removed_on;
};

struct council_seat {
	RECORD_HEAD;
	const char *council_meeting, *member, *participant;	/* ids */
	const char *substituted;	/* yes_no */
};

struct council_review {
	RECORD_HEAD;
	const char *council_meeting, *task;	/* ids */
	const char *state;		/* code list council_review_state */
	const char *says;		/* why it is dropped; how it stands */
	const char *reviewed_on;
};

extern const struct record council_record, council_member_record,
    council_meeting_record, council_item_record, council_seat_record,
    council_review_record;
extern const struct feature council_feature;

#endif
