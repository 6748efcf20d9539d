#ifndef BASE_SIGN_H
#define BASE_SIGN_H

#include <stdbool.h>

#include "base/seal.h"

/* Ed25519 by libsodium, with a key of its own out of the newest sealing key: who
 * has the public half can tell that a text came from here as it is. */
enum { SIGN_KEY = 64, SIGN_TEXT = 128 };	/* hex digits */

const char *sign_key(struct arena *, const struct seal_keys *);
const char *sign_text(struct arena *, const struct seal_keys *,
    const char *text);
bool	sign_fits(const char *key, const char *text, const char *signature);
/* The first digits of a key, in fours, to be read out over a telephone. */
const char *sign_spoken(struct arena *, const char *key);

#endif
