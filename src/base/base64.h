#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/arena.h"

/* Bytes as text for where only text goes. Thin over libsodium; with padding. */
const char *base64_text(struct arena *, const char *bytes, size_t n);
/* INVALID: it is none. */
enum result base64_bytes(struct arena *, const char *text,
    const char **bytes, size_t *n) MUST_CHECK;

#endif
