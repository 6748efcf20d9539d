#ifndef AUDITLOG_PACE_H
#define AUDITLOG_PACE_H

#include <stdint.h>

#include "base/arena.h"

/*
 * How fast somebody goes through the register: how many different children
 * they have opened within ten minutes.
 */
enum { PACE_SECONDS = 10 * 60 };

struct pace;

struct pace *pace_new(struct arena *);
/*
 * A child is opened, `at` in seconds. How many different ones there were in the
 * ten minutes up to then, this one among them. A clock that is set back begins
 * anew. `child` is kept, not copied.
 */
size_t	pace_add(struct pace *, int64_t at, const char *child);

#endif
