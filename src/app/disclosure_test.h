#ifndef APP_DISCLOSURE_TEST_H
#define APP_DISCLOSURE_TEST_H

#include "app/disclosure_private.h"

/* What the tests of the rule share. */

/* 0 to sides - 1; the same seed gives the same throws. */
uint64_t disclosure_test_dice(uint64_t *seed, uint64_t sides);
struct disclosure_loss disclosure_test_lost(const struct disclosure_model *);

#endif
