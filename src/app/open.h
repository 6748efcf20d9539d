#ifndef APP_OPEN_H
#define APP_OPEN_H

#include "app/site.h"
#include "base/db_inbox.h"

/*
 * A site that is open to all: nobody signs in, so there are no sessions, no
 * cookies and no keys, and nothing is written to its store, which lies in
 * memory and never changes. Pages are the same for everybody and may be kept by
 * browsers and proxies; OPEN_KEPT_SECONDS says how long without asking again.
 *
 * A feature of it has routes for EVERYONE, templates and a place in the menu,
 * and no records. Its pages depend on the address, the store and the day alone.
 */
enum { OPEN_KEPT_SECONDS = 60 };

struct open_cache;

struct open_site {
	/* Of table `about`; "" where it is not told. */
	const char *centre, *prefecture, *phone, *hours;
	const char *made_at;		/* instant */
	const char *edition;		/* of store and build, for ETag */
	struct inbox *inbox;		/* all that is written; NULL: none */
	struct open_cache *cache;	/* pages as they left */
};

/* What table `about` says under `key`; "" for nothing. */
const char *open_about(struct request *, const char *key);

struct open_with {
	struct store *store;
	struct inbox *inbox;		/* may be NULL */
	const struct feature *const *features;
	size_t nfeatures;
	int format;			/* that `about` is to say */
};

/* All but store and inbox lives in the arena. NULL: *why says so in words. */
struct site *open_site_new(struct arena *, const struct open_with *,
    const char **why);
void	open_site_free(struct site *);

/* Answers one request, as site_handle does for the staff site. */
void	open_handle(struct site *, struct desk *, struct arena *,
    const struct http_request *, struct http_answer *);

#endif
