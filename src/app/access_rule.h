#ifndef APP_ACCESS_RULE_H
#define APP_ACCESS_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/right.h"

/*
 * The rule of who may see what of a child, as a function of facts: no database,
 * no clock. tests/access holds the same rule written a second time, and a
 * generator of worlds that both must agree on.
 *
 * Days are "YYYY-MM-DD", inclusive at both ends; instants UTC, [opened, ends).
 * Of a disaster `place` is where it is: that child's municipality.
 */
enum fact_kind {
	FACT_CONSENT,		/* to the asker's agency, for support */
	FACT_TEAM,
	FACT_ASSIGNMENT,
	FACT_FAMILY,
	FACT_NAMED,
	FACT_GLASS,
	FACT_DISASTER,		/* declared where the child lives, still on */
};

/* One row about one child. Members a kind does not have are NULL. */
struct access_fact {
	enum fact_kind kind;
	const char *id, *child;
	const char *from, *to;		/* days; glass, disaster: instants */
	unsigned classes;		/* of a consent: enum data_class */
	const char *withdrawn_on;
	const char *given_as;		/* who consented: "self" or another */
	const char *given_on;
	const char *born_on;		/* of the child, where it matters */
	const char *place;		/* the child's municipality */
	const char *relation, *verified_on;
	bool restricted;
	bool drill, named;		/* the asker's agency is named for it */
	const char *asked_by, *approved_by;
};

struct asker {
	const struct person *who;
	const char *today, *now;
};

enum { MAX_PATHS = 8 };

struct decision {
	unsigned classes;		/* 0: no path holds */
	const char *paths[MAX_PATHS];	/* "centre", "team", ... */
	size_t npaths;
	/* Ids of the consent and of the declared disaster it stands on, or NULL. */
	const char *consent, *disaster;
	bool lacks_consent;		/* tied to the child, and not agreed to */
};

/* facts: all there are about this one child and this asker. */
struct decision access_decide(const struct asker *, const struct access_fact *,
    size_t n);
/* What the roles allow at most: at the centre, or outside it. */
unsigned access_ceiling(const struct person *, bool inside);
bool	access_may_break(const struct person *);
bool	access_has_role(const struct person *, const char *role);

#endif
