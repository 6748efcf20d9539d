#ifndef ACCOUNT_FACTOR_TEST_H
#define ACCOUNT_FACTOR_TEST_H

#include "features/account/account_factor.h"
#include "tests/kit.h"

/* What the tests of the second factor share. */

/* The code of the town's noon, `later` steps on. */
const char *factor_code(struct town *, const char *secret, int later);
/* Whoever is signed in sets up a factor, up to seeing the secret: that. */
const char *factor_begin(struct town *);
/* The same to the end, where the recovery codes stand on the page. */
const char *factor_enrol(struct town *);
/* Setting "second_factor" of the town: "required" or "optional". */
void	factor_require(struct town *, const char *how);
/* What stands after `mark` on the page, up to the next tag. */
const char *shown_after(struct town *, const char *mark);

#define FIRST_RECOVERY_CODE "<ul class=\"codes\">\n<li><code>"

#endif
