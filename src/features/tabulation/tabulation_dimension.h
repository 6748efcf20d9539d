#ifndef TABULATION_DIMENSION_H
#define TABULATION_DIMENSION_H

#include "app/classes.h"
#include "base/tally.h"
#include "features/tabulation/tabulation_grid.h"

/*
 * What contacts can be told apart by: of the contact itself (day, method, ...)
 * or of the child it is about. Each has at most TABULATION_CLASSES classes; the
 * last is for contacts that none of them covers.
 */
struct kid {
	uint32_t number;	/* from 1, in the order of the register */
	const char *id, *born_on, *municipality, *medical_care, *care;
	const char *severity;
	char first[11], first_ever[11];	/* in the period; "" without one */
	int64_t contacts;		/* of a list of children: how many */
};

struct side;

struct dimension {
	const char *name, *label;
	const char *list;	/* code list; NULL: `classes` tells them */
	bool several;		/* a contact may fall in several */
	bool of_child;
	enum data_class tells;	/* of a child: what being in a class tells */
	const char *says;	/* how it is found out, or NULL */
	/* How it was recorded: a code, a set "a,b", a day, ...; NULL: not. */
	const char *(*answer)(const struct side *, const char *const *cells,
	    const struct kid *);
	/* The code or set that such an answer stands for; NULL: it is one. */
	const char *(*code)(struct arena *, const char *answer);
	/* Its classes where no code list tells them. */
	void (*classes)(struct side *);
};

extern const struct dimension dimensions[];
extern const size_t ndimensions;
const struct dimension *dimension_find(const char *name);	/* or NULL */

/* Their code lists, NULL-ended. */
const char *const *dimension_lists(struct arena *);

/* A dimension in one period, ready to count. */
struct side {
	struct request *r;
	const struct dimension *of;
	struct period period;
	const char *code[TABULATION_CLASSES], *label[TABULATION_CLASSES];
	size_t n, spare;		/* with "none" and "nobody"; without */
	struct classes classes;		/* of a code list */
	struct tally masks;		/* what an answer was found to mean */
	const char *footnote;		/* which classes were folded, or NULL */
};

/* INVALID: more classes than can be shown side by side. `of` NULL: one class,
 * which is everything. */
enum result side_open(struct request *, const struct dimension *of,
    const struct period *, struct side *) MUST_CHECK;
/* The classes of a contact, never none. kid NULL: it is about nobody. */
uint64_t side_mask(struct side *, const char *const *cells,
    const struct kid *);
/* Where a class stands; side->n when there is none of that code. */
size_t	side_find(const struct side *, const char *code);

#endif
