#ifndef TESTS_ACCESS_MATRIX_RUN_TEST_H
#define TESTS_ACCESS_MATRIX_RUN_TEST_H

#include "tests/access/ask_test.h"
#include "tests/access/matrix_test.h"

/*
 * One walk over all routes, and one question of it with what is to come. With
 * sanitizers one question in THIN: which, SEED of the environment says. Each
 * route is still asked as each person; ./test asks all without sanitizers.
 */
#if defined(__SANITIZE_ADDRESS__)
#define WITH_SANITIZERS 1
#elif defined(__has_feature)
#define WITH_SANITIZERS __has_feature(address_sanitizer)
#else
#define WITH_SANITIZERS 0
#endif
enum { THIN = WITH_SANITIZERS ? 12 : 1 };
bool	run_asks(size_t question);

#define NOBODYS_ID "00000000-0000-4000-8000-000000000000"

enum { NO_ONE = MAX_CHILDREN };	/* in place of a child */

struct run {
	struct cast *c;
	struct arena *mem;		/* of one route and person */
	size_t asked, faults, routes;
	/* Of route, person and why they might see a child: asked; not asked,
	 * as it would be done; and of the route under way. */
	size_t triples, unsent;
	bool met[PEOPLE][MAX_CHILDREN + 1], left[PEOPLE][MAX_CHILDREN + 1];
};

/* What is expected of one route of the site; of some there are several. */
struct line {
	struct expected e;
	const char *pattern;		/* NULL: `fault` says what is wrong */
	const char *fault;
	const struct record *list;	/* of an API list; else NULL */
	size_t route;			/* counted from 0 */
};

enum { MAX_LINES = 1600 };

/* All routes of the site: of features, free pages, imports, and beside. */
size_t	lines_of(const struct cast *, struct line all[MAX_LINES]);

/* One question, and what is to come of it. */
struct asking {
	const struct cast *c;
	const struct expected *e;
	const struct record *about;	/* whose id the star is; NULL: of none */
	const struct record *list;	/* of an API list; else NULL */
	const struct stored *row;	/* NULL: an id nobody has */
	const char *path, *ask;		/* the star put in; one of e->asks */
	size_t child;			/* NO_ONE: about none */
	struct question q;
	bool through;			/* nobody keeps them from the deed */
	bool known;			/* the path to the child is open */
	bool by_care;			/* a list narrowed down so */
	int status;
};

bool	asking_changes(const struct asking *);
/* What is to come: also sets `through` and `known`. */
int	asking_status(struct asking *);
/* Whether it must look as if there were no such child. */
bool	asking_hides(const struct asking *);
const char *text_with(struct arena *, const char *in, const char *what,
    const char *by);
/* The word in place of the star, %g and %t with it; how it is asked. */
const char *asking_word(const struct cast *, struct arena *,
    const char *pattern, const char *word, struct question *);
/* %l, %i and %c are the child's letter, id and care; `child` NO_ONE: those of
 * nobody. */
const char *asking_fill(struct run *, const char *text, size_t child);
/* Asks, and judges what is said. */
void	asking_answer(struct run *, struct asking *, struct said *);
void	run_fault(struct run *, const struct asking *, const struct said *,
    const char *what);

#endif
