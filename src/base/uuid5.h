#ifndef BASE_UUID5_H
#define BASE_UUID5_H

#include "base/arena.h"

/*
 * Ids that follow from another name: version 5 of RFC 4122, SHA-1 over a
 * namespace and a name. The same in gives the same out, on every machine and
 * for ever; it hides nothing.
 */

/* Ours, under which ids of the staff site become those that are published.
 * Never change it: others keep the ids. */
#define UUID5_TSUNAGU "8c5b1f0e-6d0a-4f5e-9a53-2f6c1d7b9e04"

/* 36 characters; NULL when `space` is no UUID. */
const char *uuid5(struct arena *, const char *space, const char *name);

#endif
