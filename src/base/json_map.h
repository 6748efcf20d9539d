#ifndef BASE_JSON_MAP_H
#define BASE_JSON_MAP_H

#include "base/arena.h"

/*
 * The texts of a flat JSON object, one by one: `each` may put another in place
 * of *text. Everything else stays as it is, also what nobody knows any more.
 * *out is the object written anew, or `json` itself when nothing changed.
 * BROKEN: not an object. What `each` refuses comes back.
 */
enum result json_map(struct arena *, const char *json,
    enum result (*each)(void *ctx, const char *name, const char **text),
    void *ctx, const char **out) MUST_CHECK;

#endif
