#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * Percent escapes undone. NULL when one is broken, or when what comes out is
 * not UTF-8 or holds a NUL. In forms and queries a plus is a space.
 */
const char *percent_decode(struct arena *, const char *, size_t, bool plus);

#endif
