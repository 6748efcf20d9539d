#include "base/sign.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define PURPOSE "sign"

static void
pair_of(const struct seal_keys *keys,
    unsigned char public[crypto_sign_PUBLICKEYBYTES],
    unsigned char secret[crypto_sign_SECRETKEYBYTES])
{
	unsigned char seed[crypto_sign_SEEDBYTES];

	if (!seal_derive(keys, 0, PURPOSE, seed) ||
	    crypto_sign_seed_keypair(public, secret, seed) != 0)
		abort();
	sodium_memzero(seed, sizeof(seed));
}

const char *
sign_key(struct arena *mem, const struct seal_keys *keys)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	char *hex = arena_take(mem, SIGN_KEY + 1);

	pair_of(keys, public, secret);
	sodium_memzero(secret, sizeof(secret));
	return sodium_bin2hex(hex, SIGN_KEY + 1, public, sizeof(public));
}

const char *
sign_text(struct arena *mem, const struct seal_keys *keys, const char *text)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	unsigned char signature[crypto_sign_BYTES];
	char *hex = arena_take(mem, SIGN_TEXT + 1);

	pair_of(keys, public, secret);
	crypto_sign_detached(signature, NULL, (const unsigned char *)text,
	    strlen(text), secret);
	sodium_memzero(secret, sizeof(secret));
	return sodium_bin2hex(hex, SIGN_TEXT + 1, signature,
	    sizeof(signature));
}

static bool
from_hex(const char *hex, unsigned char *out, size_t n)
{
	size_t len;

	return strlen(hex) == n * 2 && sodium_hex2bin(out, n, hex, n * 2, NULL,
	    &len, NULL) == 0 && len == n;
}

bool
sign_fits(const char *key, const char *text, const char *signature)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	unsigned char bytes[crypto_sign_BYTES];

	return from_hex(key, public, sizeof(public)) &&
	    from_hex(signature, bytes, sizeof(bytes)) &&
	    crypto_sign_verify_detached(bytes, (const unsigned char *)text,
	    strlen(text), public) == 0;
}

const char *
sign_spoken(struct arena *mem, const char *key)
{
	return arena_fmt(mem, "%.4s-%.4s-%.4s-%.4s", key, key + 4, key + 8,
	    key + 12);
}
