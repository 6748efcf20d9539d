#include "app/session.h"
#include "base/instant.h"
#include "features/account/account_private.h"
#include "features/account/account_sql.h"

/*
 * Guessing is slowed by who guesses, not by whom they guess: a login is never
 * closed, so nobody can lock a colleague out from elsewhere.
 */
enum { WINDOW = 15 * 60, TRIES_OF_LOGIN = 5, TRIES_OF_ADDRESS = 30 };

/* Seconds until the failure at `at` no longer counts. */
static int64_t
seconds_left(struct request *r, const char *at)
{
	int64_t gone;

	if (!at)
		return 0;
	gone = instant_seconds_between(at, r->now);
	return gone < WINDOW ? WINDOW - gone : 1;
}

static enum result
failures_check(struct request *r, const char *hash, int64_t *wait)
{
	const char *since = instant_add(r->mem, r->now, -WINDOW);
	const char *of_login, *of_address;
	int64_t other;
	enum result rc = account_sql_failure(r, hash, since, TRIES_OF_LOGIN,
	    &of_login);

	if (!rc)
		rc = account_sql_address_failure(r, since, TRIES_OF_ADDRESS,
		    &of_address);
	if (rc)
		return rc;
	*wait = seconds_left(r, of_login);
	other = seconds_left(r, of_address);
	if (other > *wait)
		*wait = other;
	return OK;
}

enum result
account_try(struct request *r, const char *login, int64_t *wait)
{
	const char *hash = session_hash(r->mem, login);
	enum result rc;

	db_begin(r->db);
	rc = failures_check(r, hash, wait);
	if (rc || *wait) {
		db_rollback(r->db);
		return rc ? rc : DENIED;
	}
	(void)account_sql_fail(r, hash);
	return db_commit(r->db);
}

enum result
account_forgive(struct request *r, const char *login)
{
	static const int64_t day = 86400;

	(void)account_sql_forget(r, instant_add(r->mem, r->now, -day));
	return account_sql_forgive(r, session_hash(r->mem, login));
}

const char *
account_wait_says(struct request *r, int64_t seconds)
{
	return arena_fmt(r->mem, "サインインの失敗が続いたため、あと%lld分お待ちください。"
	    "時間がたつと、もう一度サインインできます。",
	    (long long)(seconds + 59) / 60);
}

enum result
account_wait(struct request *r, int64_t seconds)
{
	request_header_add(r, "Retry-After",
	    arena_fmt(r->mem, "%lld", (long long)seconds));
	r->answer.status = 429;
	return INVALID;
}
