#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdint.h>

#include "base/arena.h"

/*
 * Reckoning with instants, "YYYY-MM-DDTHH:MM:SSZ". As text they already stand
 * in order; this adds and subtracts. What is no instant counts as 1970.
 */
const char *instant_add(struct arena *, const char *instant, int64_t seconds);
int64_t	instant_seconds_between(const char *from, const char *to);

#endif
