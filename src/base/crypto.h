#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Thin over libsodium. crypto_start once, before anything else. */
bool	crypto_start(void);

/* Version 7: sortable by the millisecond it was made. 36 characters. */
const char *crypto_uuid(struct arena *);
/* n random bytes as unpadded base64url. */
const char *crypto_token(struct arena *, size_t n);
/* BLAKE2b-256 as 64 hex digits. */
const char *crypto_digest(struct arena *, const char *, size_t);
bool	crypto_same(const char *, const char *);	/* constant time */
/* HMAC-SHA-256 as 64 hex digits. */
const char *crypto_hmac(struct arena *, const char *key, const char *text);
/* 128 bits of chance as 32 hex digits: an id that tells nothing, no time either. */
const char *crypto_chance(struct arena *);

/* argon2id, 64 MiB, 5 passes: 100-300 ms. At most four at a time; a fifth
 * caller waits. The stored string names its own parameters. */
const char *crypto_password(struct arena *, const char *password);
bool	crypto_password_fits(const char *stored, const char *password);
/* Made at another cost than crypto_password's of today. */
bool	crypto_password_is_old(const char *stored);
/* Readable one-time password: 4 groups of 4 without look-alikes. */
const char *crypto_readable(struct arena *);

#endif
