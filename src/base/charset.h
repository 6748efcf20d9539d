#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/arena.h"

/*
 * What spreadsheets save: UTF-8 (BOM or not), CP932, UTF-16 with BOM. The
 * result is UTF-8 without BOM, in memory the caller may change, ending in NUL.
 * Well-formed UTF-8 is taken as UTF-8, everything else without a BOM as CP932.
 * INVALID: in none of them, or a NUL inside.
 */
enum result charset_decode(struct arena *, const char *bytes, size_t n,
    char **text, size_t *len) MUST_CHECK;

#endif
