#ifndef TESTS_ACCESS_CAST_ROWS_TEST_H
#define TESTS_ACCESS_CAST_ROWS_TEST_H

#include "tests/access/cast_test.h"

/* A day nobody else has: LATER counts from today on, EARLIER back. Days that
 * hints give as examples, and the first and last of years, are nobody's. */
#define EARLIER	"-"
#define LATER	"+"

struct writing {
	struct cast *c;
	struct request *r;
};

/* A row of that record about that child, every field filled by itself but those
 * named: name, value, ..., NULL. */
struct stored *cast_put(const struct writing *, const struct record *,
    size_t child, int done, ...);
void	cast_store_dispatches(const struct writing *, size_t child);
void	cast_store_meetings(const struct writing *, size_t child);
void	cast_store_intakes(const struct writing *, size_t child);
void	cast_store_needs(const struct writing *, size_t child);
void	cast_store_plans(const struct writing *, size_t child);
void	cast_store_care(const struct writing *, size_t child);
/* A drill where all children live but one, and a declared disaster there. */
void	cast_store_outages(const struct writing *);
void	cast_store_calls(const struct writing *, size_t child);
/* Whose family comes to where families meet. */
void	cast_store_exchange(const struct writing *);
void	cast_store_parties(const struct writing *, size_t child);
/* Of a place, for what is about one. */
const char *cast_store_service(const struct writing *);

#endif
