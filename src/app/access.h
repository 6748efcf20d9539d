#ifndef APP_ACCESS_H
#define APP_ACCESS_H

#include "app/access_rule.h"
#include "app/request.h"

/*
 * Who may see what of a child, for one request. Nothing else gives access:
 * there is no path for administrators. record_load asks here for every row
 * that is about a child, hides what the grant does not show, and remembers
 * that it was seen; audit.h writes that down before the answer leaves.
 */
struct grant;

/* MISSING: no path, or no such child; the two must not be told apart. But who
 * is tied to the child by a row and lacks only the family's consent is told so:
 * r->lacks_consent makes the refusal a 403 that says what is to be done.
 * child NULL: what concerns no child in particular, for the centre alone. */
enum result access_grant(struct request *, const char *child,
    const struct grant **) MUST_CHECK;
/* Before a walk over rows, in which nothing may be read: reads what grants rest
 * on. MISSING: nobody is signed in. BROKEN: they could not be read; so it stays
 * for this request, which shows nothing (r->damaged) and whose deed fails. */
enum result access_begin(struct request *) MUST_CHECK;
/*
 * At the beginning of a deed: whatever this request was allowed on the way here
 * must still be so, or the deed fails with DENIED. No other deed comes between
 * this and the end: one that takes a right away is over, or waits.
 */
void	access_hold(struct request *);
bool	grant_shows(const struct grant *, unsigned classes);
/* "centre", "team+named", ...: goes into the audit row. */
const char *grant_path(const struct grant *);
/* The consent it stands on; NULL for the centre, family and broken glass. The
 * basis is the same, else the declared disaster: goes into the audit row. */
const char *grant_consent(const struct grant *);
const char *grant_basis(const struct grant *);
bool	grant_is_glass(const struct grant *);

/* What somebody else may see of that child today: enum data_class, added up; 0:
 * nothing. Before a task or a paper is given to them. */
enum result access_of_person(struct request *, const struct person *,
    const char *child, unsigned *classes) MUST_CHECK;

/* Whether this person sees every child: the centre. Else access_children
 * gives the ids of those seen, sorted, as one column "id". */
bool	access_is_centre(const struct request *);
/* Of a page that is the centre's own work: OK for it, DENIED for others. */
enum result access_centre(const struct request *) MUST_CHECK;
/* Whether this person may change what is the centre's own work. */
bool	access_centre_writes(const struct request *);
enum result access_children(struct request *, struct rows *) MUST_CHECK;
/*
 * Appends " AND column IN (...)" with the children this person may see, or
 * nothing for the centre; `nargs` placeholders are in use before it. Gives the
 * arguments, old ones first. `orphans` lets rows about no child through, which
 * only the centre gets.
 */
enum result access_filter(struct request *, struct buffer *sql,
    const char *column, struct value **args, size_t *nargs) MUST_CHECK;

/* What has been shown of whom in this answer, for the audit. */
struct sight {
	const char *child;
	const struct grant *grant;
	unsigned classes;
};
void	access_saw(struct request *, const struct grant *, unsigned classes);
/* What a page behind a link tells of a child, by a consent and not by a path of
 * whoever came: for the audit. It gives no access. */
struct disclosure {
	const struct person *to;	/* login and agency; no id */
	const char *child;
	unsigned classes;
};
struct sight *access_sights(const struct request *, size_t *n);

#endif
