#ifndef CONSENT_SQL_H
#define CONSENT_SQL_H

#include "features/consent/consent.h"

/* Latest first: the columns of consent. */
enum result consent_sql_to(struct request *, const char *child,
    const char *recipient, const char *purpose, struct rows *) MUST_CHECK;
/* Every consent of a child with recipient_name; by recipient and purpose,
 * latest first. */
enum result consent_sql_of_child(struct request *, const char *child,
    struct rows *) MUST_CHECK;
struct due_ask;
/* Consents whose last day lies in from..to, by their end or by the child's
 * coming of age, unless one that goes on longer stands beside: columns of
 * consent, recipient_name, born_on. */
enum result consent_sql_ending(struct request *, const struct due_ask *,
    const char *from, const char *to, struct rows *) MUST_CHECK;

#endif
