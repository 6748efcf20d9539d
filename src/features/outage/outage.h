#ifndef OUTAGE_H
#define OUTAGE_H

#include "app/feature.h"

/*
 * 停電・災害: while it lasts, who calls which family next, and what they said;
 * afterwards, who was reached when. Instants are UTC text.
 */
struct outage {
	RECORD_HEAD;
	const char *kind;		/* code list outage_kind */
	const char *title;
	const char *began_at;		/* instant: when the power went */
	const char *drill;		/* yes_no: opens nothing to anybody */
	const char *basis;		/* code list outage_basis; NULL: drill */
	const char *note;
	const char *declared_at, *declared_by;
	const char *closed_at, *closed_by;	/* NULL: it goes on */
};

/* One child in one event. No row: nobody has called yet. */
struct outage_case {
	RECORD_HEAD;
	const char *outage;
	const char *child;
	const char *status;		/* code list outage_status */
	const char *note;		/* the last that was said */
	const char *destination;	/* where she goes, in words */
	const char *claimed_by, *claimed_at;	/* NULL: nobody's */
	const char *told_at, *told_by;	/* of the status; NULL: never */
	const char *reached_at;		/* first time the family was spoken to */
};

/* What somebody did for a child in it. Never changed. */
struct outage_log {
	RECORD_HEAD;
	const char *outage;
	const char *child;
	const char *at, *person;
	const char *verb;		/* code list outage_verb */
	const char *status;		/* as it was then; NULL */
	const char *note;
};

/* So many pieces of one thing to lend. */
struct outage_stock {
	RECORD_HEAD;
	const char *outage;
	const char *kind;		/* code list outage_stock_kind */
	const char *label;
	int64_t pieces;
	const char *place;		/* where it lies */
};

/* One piece at one child's. */
struct outage_loan {
	RECORD_HEAD;
	const char *outage;
	const char *stock;
	const char *child;
	const char *given_at, *given_by;
	const char *returned_at;	/* NULL: still there */
};

extern const struct record outage_record, outage_case_record,
    outage_log_record, outage_stock_record, outage_loan_record;
extern const struct feature outage_feature;

#endif
