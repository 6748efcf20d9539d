#ifndef ACCOUNT_THROTTLE_H
#define ACCOUNT_THROTTLE_H

#include "features/account/account.h"

/*
 * Slows down guessing, of passwords and of codes, each counted by itself: per
 * login from one address, per login from everywhere, and per address. A login
 * that does not exist is treated like one that does.
 *
 * Nobody can lock a colleague out: from an address where this login has come
 * all the way in within KNOWN_DAYS, what was tried elsewhere or by others does
 * not keep a right password out.
 */
enum try_kind { TRY_PASSWORD, TRY_CODE };
enum { THROTTLE_WINDOW = 15 * 60, KNOWN_DAYS = 30,
	TRIES_HERE = 5,		/* of a login, from one address */
	TRIES_OF_LOGIN = 10,	/* from everywhere */
	TRIES_OF_ADDRESS = 10,	/* of any login */
	TRIES_WHERE_KNOWN = 100	/* of a login, where it comes in */
};

/*
 * Claims one try of `login` from this address. DENIED: not now, with the
 * seconds to wait. OK: go on; but with *wait not 0 only for who is right, and
 * who is wrong has to wait. A try counts as failed until it is forgiven, so
 * that many at once gain nothing.
 */
enum result account_try(struct request *, enum try_kind, const char *login,
    int64_t *wait) MUST_CHECK;
/* Inside a deed: the password or the code fitted. */
enum result account_forgive(struct request *, enum try_kind,
    const char *login);
/* Inside a deed: this login has come all the way in from this address. */
enum result account_known(struct request *, const struct account *);
/* How long to wait, in words that tell nothing of whom it is about. */
const char *account_wait_says(struct request *, int64_t seconds);
/* Answers 429 with the page already made. */
enum result account_wait(struct request *, int64_t seconds);

/* When the nth latest failure since then was, of a login from this address,
 * of a login, from this address; NULL: fewer. */
enum result account_sql_failure_here(struct request *, const char *login_hash,
    const char *since, int nth, const char **at) MUST_CHECK;
enum result account_sql_failure(struct request *, const char *login_hash,
    const char *since, int nth, const char **at) MUST_CHECK;
enum result account_sql_address_failure(struct request *, const char *since,
    int nth, const char **at) MUST_CHECK;
/* Inside a deed. */
enum result account_sql_fail(struct request *, const char *login_hash);
enum result account_sql_forgive(struct request *, const char *login_hash);
enum result account_sql_forget(struct request *, const char *before);
enum result account_sql_known(struct request *, const char *hash,
    const char *since, bool *) MUST_CHECK;
enum result account_sql_know(struct request *, const char *hash,
    const char *person, const char *forget_before);
enum result account_sql_know_no_more(struct request *, const char *person);

#endif
