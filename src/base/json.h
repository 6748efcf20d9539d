#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"
#include "base/pair.h"

/*
 * An API body is one flat object: text, whole numbers, true/false, null, and
 * arrays of text. It becomes pairs, as a form does: an array gives one pair an
 * entry, null and [] give one pair with "", true and false give "1" and "0".
 * INVALID: not JSON, not such an object, a name twice, more than 64 KB of
 * depth-one fields (FORM_MAX_FIELDS), broken UTF-8. *why is a words key:
 * "json_broken", "json_not_flat", "json_repeated".
 */
enum result json_read(struct arena *, const char *, size_t, struct pairs *,
    const char **why) MUST_CHECK;

#endif
