#ifndef ATTACHMENT_SQL_H
#define ATTACHMENT_SQL_H

#include "features/attachment/attachment.h"

/* Rows have the columns of attachment, adder and remover (names), and
 * recipient: whom the consent it belongs to is for, or NULL. */
enum result attachment_sql_get(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* All of a child, latest first; `of_id` NULL: of whatever it belongs to. */
enum result attachment_sql_of_child(struct request *, const char *child,
    const char *of_id, struct rows *) MUST_CHECK;

/* Inside a deed. */
enum result attachment_sql_add_body(struct request *, const char *id,
    const char *body);
/* MISSING when there is none. */
enum result attachment_sql_body(struct request *, const char *id,
    const char **body) MUST_CHECK;
/* id of some children of the fictional centre, and consent: one of theirs. */
enum result attachment_sql_demo_children(struct request *, struct rows *)
    MUST_CHECK;

#endif
