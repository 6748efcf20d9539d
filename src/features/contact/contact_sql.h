#ifndef CONTACT_SQL_H
#define CONTACT_SQL_H

#include "features/contact/contact.h"

/* A row of a timeline or list: the contact's columns, staff_name. Latest
 * day first. */
enum result contact_sql_of_child(struct request *, const char *child,
    int64_t limit, struct rows *) MUST_CHECK;

/* What the list is narrowed to; NULL where it is not. */
struct contact_filter {
	bool whole;			/* nothing is chosen: all there are */
	const char *from, *to, *child, *method, *requester;
};

enum result contact_sql_count(struct request *, const struct contact_filter *,
    int64_t *) MUST_CHECK;
enum result contact_sql_list(struct request *, const struct contact_filter *,
    int64_t offset, int64_t limit, struct rows *) MUST_CHECK;
enum result contact_sql_finish(struct request *, const struct contact *);
/* The others of the same outing: the columns of a list. */
enum result contact_sql_of_visit(struct request *, const struct contact *,
    struct rows *) MUST_CHECK;
/* The columns of contact_template, by name. */
enum result contact_sql_templates(struct request *, struct rows *) MUST_CHECK;
/* Earlier versions: version, at, login, body (JSON); latest first. */
enum result contact_sql_revisions(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* id of those of the centre who write contacts. */
enum result contact_sql_demo_staff(struct request *, struct rows *)
    MUST_CHECK;

#endif
