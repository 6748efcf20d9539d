#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/request.h"

/*
 * Who is asking. A browser carries a random key in a cookie, a program a token
 * in `Authorization: Bearer`; of both only the hash is stored. A session ends
 * by sign-out, when its person leaves, after 30 idle minutes (setting
 * "session_idle_minutes") and in any case 12 hours after sign-in. Rights are
 * read with every request, never kept in the cookie.
 *
 * A session that still owes the second factor is nobody but on the pages that
 * ask for it or set it up, and holds SIGNED_IN there.
 */
enum { SESSION_HOURS = 12, SESSION_IDLE_MINUTES = 30,
	SESSION_HANDLE_LENGTH = 16 };

/*
 * Fills the person behind this request, by one query. MISSING: nobody, or no
 * longer. DENIED: a token that may only read is being used to write. A token
 * counts under /api/ only, and there goes before a cookie; it speaks for the
 * person who made it, with `session` and `csrf` NULL, and never administers.
 * May write the time of this visit, at most every few minutes.
 */
enum result session_person(struct request *, struct person *) MUST_CHECK;
/* What a role may do; 0 for a role nobody knows. */
unsigned session_rights(const char *role);
/* Of that person, at the centre or at another body. */
unsigned session_rights_of(const struct person *);
/* Whether a role has to give a second factor: all that see children or
 * administer, unless setting "second_factor" is "optional". */
bool	session_needs_factor(const struct request *, const char *role);

/*
 * Whether this request to change something comes from a page of ours: the form
 * value `csrf` or header X-CSRF-Token is that of the session. Needs r->who.
 * Always true for a token.
 */
bool	session_csrf_fits(const struct request *);
/* For forms before sign-in: false when the browser says another site sent it. */
bool	session_same_site(const struct request *);

/*
 * Inside a deed, once the password fitted: a new key in the answer's cookie.
 * A session the browser came with is closed, so none can be planted.
 */
enum result session_open(struct request *, const char *person);
/*
 * Inside a deed: a new key for the session that is asking, which ends when it
 * would have; r->who is of the new one. `factor`: it has just passed in it.
 */
enum result session_renew(struct request *, bool factor);
/* Inside a deed: who is asking has just given a factor again. A new key; csrf
 * stays, for a form that is sent on (fresh.h). */
enum result session_confirm(struct request *);
/* Inside a deed: ends this session and clears the cookie. */
enum result session_close(struct request *);
/* Inside a deed: ends all sessions of a person but the one asking. */
enum result session_close_others(struct request *, const char *person);
/* Inside a deed: ends those of everybody. */
enum result session_close_all(struct request *);
/* Inside a deed: ends one session of the person asking, by the first
 * SESSION_HANDLE_LENGTH digits of its hash. CONFLICT when there is none. */
enum result session_revoke(struct request *, const char *handle);
/* Open sessions of the person asking: handle, opened_at, seen_at, mine ("1"
 * for this one), latest first. */
enum result session_list(struct request *, struct rows *) MUST_CHECK;
/* How many are open, of everybody. */
enum result session_count(struct request *, int64_t *) MUST_CHECK;

/* "https://host" as this browser reaches the site; "" when it did not say. */
const char *session_origin(struct request *);
/* A cookie of a feature's own, as long as the browser is open; its name comes
 * from session_cookie_name, which is another where browsers come by https. */
const char *session_cookie_name(struct request *, const char *name);
void	session_cookie(struct request *, const char *name, const char *path,
    const char *key);

/* The stored form of a session key or API token. */
const char *session_hash(struct arena *, const char *key);

#endif
