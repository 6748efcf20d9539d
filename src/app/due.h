#ifndef APP_DUE_H
#define APP_DUE_H

#include "app/feature.h"

/*
 * What asks for action, from whichever feature holds the promise: a next step,
 * a consent that ends, a stage to prepare. Derived every time it is asked for,
 * never written twice. The task feature knows none of those who offer.
 */
enum due_kind {
	DUE_DAY,			/* to be done by a day */
	DUE_NEWS,			/* waits for an answer: new since on_day */
};

struct due {
	enum due_kind kind;
	const char *on_day;
	const char *what;		/* a verb phrase: 電話する */
	const char *child;		/* id, or NULL */
	const char *about;		/* who else it is about; of a child NULL */
	const char *owner;		/* id of the person who has it, or NULL */
	const char *owner_name;		/* NULL: nobody's yet */
	const char *url;		/* the page that says more */
	/* Where a POST with `version` makes it done; NULL: the page does. */
	const char *action;
	int64_t version;
};

struct due_ask {
	const char *until;		/* last day; NULL: whenever */
	const char *person;		/* whose; NULL: everybody's */
	const char *child;		/* of one child; NULL: of all */
};

struct due_list {
	struct due *dues;
	size_t n, room;
	bool cut;			/* there may be more than these */
};

/* Each feature gives at most so many, the oldest first. */
enum { DUE_MAX_EACH = 200 };

void	due_add(struct request *, struct due_list *, const struct due *);
/* From all features, as far as this person may see: oldest first, and in the
 * order of the features on a day. */
enum result due_all(struct request *, const struct due_ask *,
    struct due_list *) MUST_CHECK;

#endif
