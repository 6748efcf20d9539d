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

/* Whose it is (NULL: of nobody who signs in) and where it goes. CONFLICT: it is
 * not waiting, nor given up with its text. */
enum result mail_sql_stopped(struct request *, const char *id,
    const char **person, const char **sealed) MUST_CHECK;
enum result mail_sql_retry(struct request *, const char *id,
    const char *sealed);

/* A mail on its way out, as it is stored. */
struct mail_row {
	const char *id, *due_at, *queued_at;
	const char *to, *subject, *body;	/* sealed */
	int64_t tries;				/* this one too, once taken */
};

/* What is due, first what was tried least. */
enum result mail_sql_due(struct request *, int64_t limit, struct mail_row **,
    size_t *n) MUST_CHECK;
/* Whoever sends asks for it first: due again at `until`. CONFLICT: somebody
 * else was faster. These commit by themselves. */
enum result mail_sql_take(struct request *, struct mail_row *,
    const char *until) MUST_CHECK;
enum result mail_sql_sent(struct request *, const char *id) MUST_CHECK;
enum result mail_sql_later(struct request *, const char *id, const char *due,
    const char *reason) MUST_CHECK;
enum result mail_sql_give_up(struct request *, const char *id,
    const char *reason) MUST_CHECK;
/* All that is due now waits until then; all that waits for a server is due. */
enum result mail_sql_postpone(struct request *, const char *until,
    const char *reason) MUST_CHECK;
enum result mail_sql_hurry(struct request *) MUST_CHECK;
/* Wipes what was given up before that instant. */
enum result mail_sql_forget(struct request *, const char *before) MUST_CHECK;

#endif
