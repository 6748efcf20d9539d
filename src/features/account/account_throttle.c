#include "features/account/account_throttle.h"

#include "app/session.h"
#include "base/instant.h"

enum { DAY = 86400 };

/* How many seconds each limit still holds. */
struct limits {
	int64_t here, where_known, login, address;
};

/* What stands before a login in what is counted; no login has a colon. What
 * is tried past the limit where a login is known is counted apart: it must not
 * keep the same person out elsewhere. */
static const char *const kinds[] = { [TRY_PASSWORD] = "",
	[TRY_CODE] = "factor:" };
#define PAST_LIMIT "known:"

static const char *
key_of(struct request *r, const char *kind, const char *login)
{
	return session_hash(r->mem,
	    arena_fmt(r->mem, "%s%s", kind, login));
}

static const char *
place_of(struct request *r, const char *login)
{
	return session_hash(r->mem,
	    arena_fmt(r->mem, "%s %s", login, r->address));
}

/* Seconds until the failure at `at` no longer counts. */
static int64_t
seconds_left(struct request *r, const char *at)
{
	int64_t gone;

	if (!at)
		return 0;
	gone = instant_seconds_between(at, r->now);
	return gone < THROTTLE_WINDOW ? THROTTLE_WINDOW - gone : 1;
}

static enum result
limits_load(struct request *r, const char *key, const char *past,
    struct limits *l)
{
	const char *since = instant_add(r->mem, r->now, -THROTTLE_WINDOW);
	const char *here = NULL, *known = NULL, *login = NULL, *address = NULL;
	enum result rc = account_sql_failure_here(r, key, since, TRIES_HERE,
	    &here);

	if (!rc)
		rc = account_sql_failure_here(r, past, since,
		    TRIES_WHERE_KNOWN, &known);
	if (!rc)
		rc = account_sql_failure(r, key, since, TRIES_OF_LOGIN, &login);
	if (!rc)
		rc = account_sql_address_failure(r, since, TRIES_OF_ADDRESS,
		    &address);
	*l = (struct limits){ seconds_left(r, here), seconds_left(r, known),
	    seconds_left(r, login), seconds_left(r, address) };
	return rc;
}

static int64_t
longest(const struct limits *l)
{
	int64_t most = l->here > l->login ? l->here : l->login;

	return most > l->address ? most : l->address;
}

/*
 * Where a login is known a password is looked at, however many wrong ones came
 * before, until it is a flood. A wrong code comes from whoever has the
 * password: of those no more are looked at than anywhere.
 */
static bool
is_refused(enum try_kind kind, bool known, const struct limits *l)
{
	if (!known)
		return longest(l) != 0;
	return kind == TRY_CODE ? l->here != 0 : l->where_known != 0;
}

enum result
account_try(struct request *r, enum try_kind kind, const char *login,
    int64_t *wait)
{
	const char *key = key_of(r, kinds[kind], login);
	const char *past = key_of(r, PAST_LIMIT, login);
	const char *since = instant_add(r->mem, r->now,
	    -(int64_t)KNOWN_DAYS * DAY);
	struct limits limits;
	bool known = false;
	enum result rc;

	db_begin(r->db);
	rc = account_sql_known(r, place_of(r, login), since, &known);
	if (!rc)
		rc = limits_load(r, key, past, &limits);
	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	*wait = longest(&limits);
	if (is_refused(kind, known, &limits)) {
		db_rollback(r->db);
		return DENIED;
	}
	(void)account_sql_fail(r, limits.here ? past : key);
	return db_commit(r->db);
}

enum result
account_forgive(struct request *r, enum try_kind kind, const char *login)
{
	(void)account_sql_forget(r, instant_add(r->mem, r->now, -DAY));
	(void)account_sql_forgive(r, key_of(r, PAST_LIMIT, login));
	return account_sql_forgive(r, key_of(r, kinds[kind], login));
}

enum result
account_known(struct request *r, const struct account *a)
{
	return account_sql_know(r, place_of(r, a->login), a->id,
	    instant_add(r->mem, r->now, -(int64_t)KNOWN_DAYS * DAY));
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
