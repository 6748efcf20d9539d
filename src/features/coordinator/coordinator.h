#ifndef COORDINATOR_H
#define COORDINATOR_H

#include "app/feature.h"

/* コーディネーター: somebody of the register, whom a child can be given to. For
 * the centre alone. How many cases they have is counted, never written. */
struct coordinator {
	RECORD_HEAD;
	const char *number;
	const char *name, *kana;
	const char *person;		/* id of their account; NULL: none */
	const char *agency;
	const char *municipality;	/* where they work */
	const char *region;		/* NULL: that of the municipality */
	const char *phone, *mail;
	const char *profession;
	const char *trained;		/* yes_no: finished the training */
	const char *trained_on;
	int64_t experience;		/* cases before they came here */
	int64_t most;			/* cases at a time; 0: not told */
	const char *willing;		/* yes_no: takes a case */
	const char *first_wished;	/* yes_no: an easier one to begin with */
	const char *left_on;		/* from this day on no longer */
	const char *note;
};

/* 支えている人: who supports a child and when they can be reached; people
 * without an account too. Shows nobody the record. */
struct supporter {
	RECORD_HEAD;
	const char *child;
	const char *part;		/* code list supporter_part */
	const char *agency;		/* id, or NULL */
	const char *coordinator;	/* id: this is a case of theirs */
	const char *name, *phone;
	const char *hours;		/* 平日9:00-17:00 */
	const char *note;
	const char *from_on, *to_on;	/* to_on NULL: goes on */
};

extern const struct record coordinator_record, supporter_record;
extern const struct feature coordinator_feature;

#endif
