#ifndef ACCOUNT_INVITE_H
#define ACCOUNT_INVITE_H

#include "features/account/account.h"

/*
 * Links by which a person chooses a password: the first, or one in place of a
 * forgotten one. Each works once and not for ever; the second factor stays
 * what it was. Only who made a link, an administrator or the command line, sees
 * it, once: of what stands in it the hash is stored, and no path with it belongs
 * to a deed, so that it comes into no log.
 */
enum { INVITE_SECONDS = 7 * 86400, INVITE_RESET_SECONDS = 30 * 60 };

/* Inside a deed: a link for that person in place of any before. */
const char *account_invite(struct request *, const char *person,
    int64_t seconds);

/* Inside a deed. */
enum result account_sql_invite(struct request *, const char *hash,
    const char *person, const char *ends_at);
/* Whose link it is; MISSING: unknown, used, too old, or they have left. */
enum result account_sql_invited(struct request *, const char *hash,
    struct account *) MUST_CHECK;
/* Inside a deed: CONFLICT when somebody was first. */
enum result account_sql_invite_use(struct request *, const char *hash);

enum result account_invite_get(struct request *);
enum result account_invite_post(struct request *);

extern const struct template account_invite_page;

#endif
