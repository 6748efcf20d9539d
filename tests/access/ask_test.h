#ifndef TESTS_ACCESS_ASK_TEST_H
#define TESTS_ACCESS_ASK_TEST_H

#include "tests/access/cast_test.h"

/*
 * Asking as any of the cast, straight at the site, and judging what came back:
 * not only the status, but every word of the body.
 */
struct question {
	enum who who;
	bool by_token;			/* of the API; else by cookie */
	bool bare;			/* by the address alone */
	const char *method, *target;	/* target with its query */
	const char *form;		/* body of a form or JSON; NULL: none */
	const char *typed;		/* a name asked for; NULL: none */
};

struct said {
	int status;
	const char *type, *body;
	size_t nbody;
	struct pairs headers;
};

/* Everything said lives until the arena is reset. */
void	ask_as(struct cast *, struct arena *, const struct question *,
    struct said *);

/* Status, headers and body, with ids, the keys of forms and what was typed
 * (may be NULL) blotted out. */
const char *said_blotted(struct arena *, const struct said *,
    const char *typed);
/* The same with nothing but the key of a form blotted out. */
const char *said_masked(struct arena *, const struct said *);
/* Whether 36 bytes are an id. */
bool	is_uuid(const char *, size_t left);

/* What an answer tells of whom. */
struct sight_of {
	bool seen[MAX_CHILDREN][MAX_MARKS];
};

/* Faults are printed, the first of them; returns how many. */
size_t	judge(struct cast *, struct arena *, const struct question *,
    const struct said *, struct sight_of *);
void	complain(const struct question *, const struct said *, const char *what);
/* A few more may be printed: of another route. */
void	complain_anew(void);

#endif
