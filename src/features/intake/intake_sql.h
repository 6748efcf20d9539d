#ifndef INTAKE_SQL_H
#define INTAKE_SQL_H

#include "features/intake/intake.h"

/* The columns of intake, agency_name, staff_name: the open ones oldest first,
 * those that are over latest first; as far as this person may see. */
enum result intake_sql_list(struct request *, bool over, int64_t limit,
    int64_t offset, struct rows *) MUST_CHECK;
enum result intake_sql_count(struct request *, bool over, int64_t *)
    MUST_CHECK;
/* Open ones of a person and about a child; NULL: of all. */
enum result intake_sql_waiting(struct request *, const char *person,
    const char *child, struct rows *) MUST_CHECK;
/* All about a child, latest first. */
enum result intake_sql_of_child(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* Open ones about this child; NULL: all open ones. The latest first. */
enum result intake_sql_joinable(struct request *, const char *child,
    int64_t limit, struct rows *) MUST_CHECK;
/* The one a contact belongs to; no row: none that may be seen. */
enum result intake_sql_of_contact(struct request *, const char *contact,
    struct rows *) MUST_CHECK;
/* The columns of contact and `tied`, oldest first. */
enum result intake_sql_contacts(struct request *, const char *intake,
    struct rows *) MUST_CHECK;
/* Inside a deed. CONFLICT when the contact belongs to one already. */
enum result intake_sql_add_contact(struct request *, const char *intake,
    const char *contact, bool tied);
enum result intake_sql_set_tied(struct request *, const char *contact,
    bool tied);
/* id, on_day of late contacts about nobody, for the demo. */
enum result intake_sql_demo_contacts(struct request *, struct rows *)
    MUST_CHECK;
/* id of children born long ago, for the demo. */
enum result intake_sql_demo_children(struct request *, struct rows *)
    MUST_CHECK;

#endif
