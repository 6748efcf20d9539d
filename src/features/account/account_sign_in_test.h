#ifndef ACCOUNT_SIGN_IN_TEST_H
#define ACCOUNT_SIGN_IN_TEST_H

#include "tests/kit.h"

/* Signing in as a browser without a session does it, from any address. */
struct visit {
	const char *address, *cookie, *next, *site;
	bool secure;		/* by https */
};

/* The answer as it left, in t; its Set-Cookie, or "". */
const char *try_from(struct town *, const struct visit *, const char *login,
    const char *password);
/* So many failures under that key of the throttle, before the town's noon. */
void	fail_before(struct town *, const char *key, const char *address,
    int times, int64_t seconds_ago);

#endif
