#ifndef CASEBOOK_SQL_H
#define CASEBOOK_SQL_H

#include "features/casebook/casebook.h"

/* Columns of casebook. Approved ones that have the care and region (NULL: any),
 * latest first. */
enum result casebook_sql_approved(struct request *, const char *care,
    const char *region, int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result casebook_sql_approved_count(struct request *, const char *care,
    const char *region, int64_t *) MUST_CHECK;
/* Columns of casebook and child, of those not approved; latest first. */
enum result casebook_sql_working(struct request *, struct rows *) MUST_CHECK;
/* Those that wait to be approved, of that child or of all (NULL): the columns of
 * casebook, child, since (instant); who waits longest first. */
enum result casebook_sql_submitted(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* The child of a case, NULL when erased. */
enum result casebook_sql_child(struct request *, const char *casebook,
    const char **child) MUST_CHECK;
/* Inside a deed. */
enum result casebook_sql_add_source(struct request *, const char *casebook,
    const char *child, const char *record, const char *id);
/* record, record_id of a case. */
enum result casebook_sql_sources(struct request *, const char *casebook,
    struct rows *) MUST_CHECK;
/* A record's columns, of one child, that tell something. */
enum result casebook_sql_dispatches(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result casebook_sql_contacts(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result casebook_sql_meetings(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result casebook_sql_participants(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* name, family ("1" of this child's) of everybody who ever signed in; name,
 * kana, kind, address of agencies. */
enum result casebook_sql_people(struct request *, const char *child,
    struct rows *) MUST_CHECK;
enum result casebook_sql_agencies(struct request *, struct rows *) MUST_CHECK;
/* How many children were born from..to (NULL: whenever), live in one of the
 * places (a list of codes; NULL: anywhere) and have that very care (NULL: any). */
enum result casebook_sql_alike(struct request *, const char *from,
    const char *to, const char *places, const char *care, int64_t *) MUST_CHECK;
/* child, id of one contact, for the demo. */
enum result casebook_sql_some_contact(struct request *,
    struct rows *) MUST_CHECK;

#endif
