#ifndef APP_OWNED_H
#define APP_OWNED_H

#include "app/record.h"

/*
 * What a person can have open, told by the feature that keeps it: a next step, a
 * task, a place in a team. Whoever lets somebody leave walks all of these and
 * knows none, so that nothing open stays behind unseen.
 */
enum owned_way {
	OWNED_PASSED,		/* the same row becomes the successor's */
	OWNED_TIE,		/* ends; for the successor another begins */
	OWNED_TAKEN,		/* so too, but only when somebody takes it */
	OWNED_ENDS,		/* ends, and goes on to nobody */
	OWNED_TOLD,		/* is counted; others go on as they can */
};

/* How one stands on paper. Members NULL: there is none. */
struct owned_line {
	const char *on_day;		/* by when */
	const char *what;
	const char *done_on;		/* over since then */
	const char *url;
};

struct owned {
	const char *kind;		/* unique; is kept with what was handed over */
	const char *label;		/* 頼まれたこと */
	const char *hint;		/* what becomes of them; NULL: see way */
	enum owned_way way;
	/* Rows "t" of the record's table; `join`: SQL after it, or NULL. The two
	 * that follow are SQL: whose a row is, and whether it is open. $2 stands
	 * for today. */
	const struct record *record;
	const char *join, *owner, *open;
	const char *field;		/* names the successor; of a tie, too */
	unsigned needs;			/* classes of the child; 0: none */
	/* One more column for `line`, as SQL; NULL: none. */
	const char *beside;
	/* As far as whoever asks may see. NULL: on no list. */
	struct owned_line (*line)(struct request *, const void *obj,
	    const char *beside);
	/*
	 * Inside the deed, on a row whose sealed texts are open: what else changes
	 * with it than `field`, which is set already. False: it cannot go to that
	 * person, and stays as it is. May be NULL.
	 */
	bool (*pass)(struct request *, const void *old, void *obj,
	    const struct person *to);
};

/* All features', in their order. */
const struct owned *const *owned_all(struct request *, size_t *n);
/* How many of that kind somebody has open today. */
enum result owned_count(struct request *, const struct owned *,
    const char *person, int64_t *) MUST_CHECK;
/* Of all kinds that go on. */
enum result owned_count_all(struct request *, const char *person, int64_t *)
    MUST_CHECK;
/* The rows, whole, as stored. */
enum result owned_rows(struct request *, const struct owned *,
    const char *person, struct rows *) MUST_CHECK;
/* kind, child, n of what is about a child, by the child's number. */
enum result owned_children(struct request *, const char *person,
    struct rows *) MUST_CHECK;
/* person, name, left_on, n: who has left, and how much of what goes on is still
 * theirs; who left first, first. */
enum result owned_left_behind(struct request *, struct rows *) MUST_CHECK;

#endif
