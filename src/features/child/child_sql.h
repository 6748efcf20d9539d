#ifndef CHILD_SQL_H
#define CHILD_SQL_H

#include "features/child/child.h"

/* What the list is narrowed to; NULL or "" where it is not. */
struct child_filter {
	const char *region, *municipality, *care;
	const char *born_from, *born_to;	/* of an age band */
	const char *not_since;	/* no contact on or after this day */
};

/* Sorted ids of the children that fit; all NULL: every child. */
enum result child_sql_fitting(struct request *, const struct child_filter *,
    struct rows *) MUST_CHECK;
/* The children of these ids, with last_on, in no order. */
enum result child_sql_rows(struct request *, const struct search_hits *,
    struct rows *) MUST_CHECK;
/* Children born that day: the columns of child. */
enum result child_sql_born_on(struct request *, const char *day,
    struct rows *) MUST_CHECK;
/* Id of the child with this number, or NULL. */
const char *child_sql_id_of(struct request *, const char *number);
/* The same for "name（number）", as forms show a chosen child. */
const char *child_sql_id_in_brackets(struct request *, const char *typed);

#endif
