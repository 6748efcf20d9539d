#ifndef TEAM_H
#define TEAM_H

#include "app/feature.h"

/*
 * Who has to do with a child, and so may come to see the record: every reason
 * is a row with its days, inclusive at both ends. What a row lets somebody see
 * is not decided here.
 */

/* ケアチーム: somebody who cares for the child over time. */
struct team_member {
	RECORD_HEAD;
	const char *child, *person;	/* ids */
	const char *from_on, *to_on;	/* to_on NULL: goes on */
	const char *part;		/* what they do in it */
};

/* 派遣: an advisor or coordinator sent to a case. Ends by itself. */
struct assignment {
	RECORD_HEAD;
	const char *child, *person;
	const char *from_on, *to_on;
	const char *purpose;
};

/* The child's own family, or the child. Sees nothing before somebody verified
 * who they are, nor while `restricted` is "1". */
struct family_member {
	RECORD_HEAD;
	const char *child, *person;
	const char *relation;		/* code list family_relation */
	const char *verified_on;	/* NULL: not yet */
	const char *restricted;		/* code list yes_no */
	const char *from_on, *to_on;
};

/* 名指しの許可: what is protected, for one person, once a second person has
 * said yes: neither who asked nor whom it is for. Never edited. */
struct named_grant {
	RECORD_HEAD;
	const char *child, *person;
	const char *reason;
	const char *from_on, *to_on;
	const char *asked_by;
	const char *approved_by, *approved_at;	/* NULL: not yet */
};

/* 緊急に開いた記録: an hour for somebody without any other reason. Never
 * edited; somebody else at the centre reviews it, once. */
enum { GLASS_SECONDS = 60 * 60, GLASS_MIN_REASON = 10 };

struct glass {
	RECORD_HEAD;
	const char *child, *person;
	const char *reason;
	const char *opened_at, *ends_at;	/* instants, [opened, ends) */
	const char *reviewed_by, *reviewed_at;	/* NULL: not yet */
	const char *finding;
};

extern const struct record team_member_record, assignment_record,
    family_member_record, named_grant_record, glass_record;
extern const struct feature team_feature;

#endif
