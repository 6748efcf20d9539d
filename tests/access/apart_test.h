#ifndef TESTS_ACCESS_APART_TEST_H
#define TESTS_ACCESS_APART_TEST_H

#include "tests/access/matrix_run_test.h"

struct apart_count {
	size_t pairs;			/* of answers compared */
	size_t faults, people, declared;
};

/* Every GET route in both towns, as everybody without a path to that child.
 * `told`: also who is told that there is one and that consent is lacking. */
void	apart_ask(struct cast *here, struct cast *there, size_t child,
    bool told, const struct line *, size_t nlines, struct apart_count *);

#endif
