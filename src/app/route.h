#ifndef APP_ROUTE_H
#define APP_ROUTE_H

#include "app/feature.h"

/*
 * From address to handler. Routes of features go first, in the order of the
 * features; then the free pages of their records (plain.h).
 */
struct found {
	enum right right;
	enum result (*handle)(struct request *);
	enum result (*plain)(struct request *, const struct feature *,
	    const struct record *);
	const struct feature *feature;
	const struct record *record;
	bool other_method;		/* the address is there, not for this */
};

/* Sets r->arg. MISSING, or DENIED with other_method for a 405. */
enum result route_find(struct request *, struct found *) MUST_CHECK;
/* In place of a free page or API call that a record does not have: 404, and 405
 * for what is never done that way. The API's description leaves them out. */
enum result route_nowhere(struct request *);
enum result route_never(struct request *);
/* A record that is kept with another, for CHILD_READ and CHILD_WRITE: no list of
 * its own, and no program makes one. The second: nor has it forms, and no program
 * changes one. */
#define ROUTES_UNLISTED(p) \
	{ "GET", "/" p, CHILD_READ, route_nowhere }, \
	{ "POST", "/api/v1/" p, CHILD_WRITE, route_never }
#define ROUTES_KEPT(p) \
	ROUTES_UNLISTED(p), \
	{ "GET", "/" p "/new", CHILD_WRITE, route_nowhere }, \
	{ "POST", "/" p, CHILD_WRITE, route_never }, \
	{ "GET", "/" p "/*/edit", CHILD_WRITE, route_nowhere }, \
	{ "POST", "/" p "/*", CHILD_WRITE, route_never }, \
	{ "PUT", "/api/v1/" p "/*", CHILD_WRITE, route_never }
/* The third: it has no page, either. */
#define ROUTES_PAGELESS(p) \
	ROUTES_KEPT(p), \
	{ "GET", "/" p "/*", CHILD_READ, route_nowhere }
/* A record that people write on pages, and programs only read. */
#define ROUTES_TOLD(p) \
	{ "POST", "/api/v1/" p, CHILD_WRITE, route_never }, \
	{ "PUT", "/api/v1/" p "/*", CHILD_WRITE, route_never }
/* At start: every route has a right, a leading slash and a handler; every
 * record says who may see it, and of one about a child, what each field tells. */
enum result route_check(const struct feature *const *, size_t n) MUST_CHECK;

#endif
