#ifndef APP_MAIL_SQL_H
#define APP_MAIL_SQL_H

#include "app/mail.h"

/* The queries of the outbox. Texts go in and come out sealed. */

/* Inside a deed: nothing when `once` is there. */
enum result mail_sql_add(struct request *, const struct mail *sealed,
    const char *id);
/* The sealed address of a person who is here and wants notices; MISSING. */
enum result mail_sql_person(struct request *, const char *person,
    const char **sealed) MUST_CHECK;
/* MISSING: they never said anything. */
enum result mail_sql_wish(struct request *, const char *person,
    const char **sealed, bool *notices) MUST_CHECK;
enum result mail_sql_wish_set(struct request *, const char *person,
    const char *sealed, bool notices);

#endif
