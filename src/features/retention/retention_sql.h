#ifndef RETENTION_SQL_H
#define RETENTION_SQL_H

#include "features/retention/retention_private.h"

/* The queries of this feature. */

/* Years, age and version of a class. */
enum result retention_sql_rule(struct request *, const char *name,
    struct retention_rule *) MUST_CHECK;
/* Inside a deed: CONFLICT unless the stored version is rule's. */
enum result retention_sql_set_rule(struct request *,
    const struct retention_rule *);

/* What is due of a class: record, id, number, on_day, child; `total` of all. */
enum result retention_sql_due(struct request *, const struct retention_rule *,
    struct rows *, int64_t *total) MUST_CHECK;
/* Children that are past their days, but something is open; or of whom nobody
 * knows when they were born. */
enum result retention_sql_held(struct request *, const struct retention_rule *,
    int64_t *open, int64_t *unborn) MUST_CHECK;

/* Rows of one table that go with the items, in the order in which they can. */
struct part {
	const char *record;		/* the table */
	const char *label;
	const char *from;		/* "TABLE WHERE ..." */
	const struct value *args;
	size_t nargs;
};
struct part *retention_sql_parts(struct request *,
    const struct retention_rule *, const struct retention_due *, size_t *n);
/* What people call the rows of a table. */
const char *retention_label(struct request *, const char *record);
enum result retention_sql_count(struct request *, const struct part *,
    int64_t *) MUST_CHECK;
/* Inside a deed. */
enum result retention_sql_delete(struct request *, const struct part *);

/* Contacts of a child, by day: on_day, method, requester, topics, partners;
 * `child` NULL: those of `id` alone. */
enum result retention_sql_contacts(struct request *, const char *child,
    const char *id, struct rows *) MUST_CHECK;
/* born_on, municipality, medical_care */
enum result retention_sql_child(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* Inside a deed; both give the new id. */
const char *retention_sql_count_child(struct request *, const char *born_on,
    const char *municipality, const char *medical_care);
void	retention_sql_count_contact(struct request *, const char *on_day,
    const char *child, const char *const *answers);

/* Inside a deed: the log of erasing, and files that were never read in. */
enum result retention_sql_log(struct request *, const char *id,
    const struct retention_rule *, const struct retention_due *);
enum result retention_sql_log_count(struct request *, const char *id,
    const char *record, int64_t n);
enum result retention_sql_forget_files(struct request *);
/* id, at, person_name, class, years, age, items: latest first; of one or all. */
enum result retention_sql_erasures(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* record, n */
enum result retention_sql_erased_counts(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* record, record_id */
enum result retention_sql_erased_items(struct request *, const char *id,
    struct rows *) MUST_CHECK;

#endif
