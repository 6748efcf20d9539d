#ifndef AUDITLOG_REVIEW_H
#define AUDITLOG_REVIEW_H

#include "app/page.h"
#include "features/auditlog/auditlog_month.h"
#include "features/auditlog/auditlog_who.h"

/* 点検: somebody has gone through the log of a month. Added once a person and
 * month, when the month is over; never changed. */
struct audit_review {
	RECORD_HEAD;
	const char *month;		/* YYYY-MM */
	const char *person;		/* id */
	const char *at;			/* instant */
	const char *note;		/* NULL: nothing to say */
};
extern const struct record audit_review_record;

/* A month as asked for. */
struct review_month {
	const char *first, *next;	/* days, [first, next) */
	const char *from, *to;		/* instants, [from, to) */
	const char *label;		/* 令和8年10月 */
	bool over;
};

/* One line of the sheet; which members stand in it depends on the part. */
struct review_line {
	const char *at, *url, *name, *office, *what;
	const char *about, *about_url, *note, *more;
	bool open;			/* nobody has looked at it yet */
};
enum { REVIEW_LINE_SLOTS = 10 };
extern const struct slot review_line_slots[REVIEW_LINE_SLOTS];

/* What the sheet tells, a part each; lists are cut at so many lines. */
enum { REVIEW_LINES = 200 };
struct review_parts {
	struct html_list glass, outside, many, door, exports, changes, grants;
	int64_t nglass, nwaiting, noutside, nlooks, nmany, nfailures;
	int64_t nexports, nchanges, ngrants, strangers, sought;
};
enum result review_parts_read(struct request *, const struct review_month *,
    struct review_parts *) MUST_CHECK;

/* Of a month: the columns of the record, the first review first. */
enum result review_sql_of_month(struct request *, const char *month,
    struct rows *) MUST_CHECK;
/* Inside a deed; CONFLICT: this person has done so before. */
enum result review_sql_add(struct request *, struct audit_review *);
/* The first row of the log there is: an instant, or NULL. */
enum result review_sql_begin(struct request *, const char **at) MUST_CHECK;

#endif
