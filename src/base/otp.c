#include "base/otp.h"

#include <oath.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum { SECRET_BYTES = 20, MAX_SECRET_BYTES = 64, WINDOW = 1 };

/* The plain bytes of a secret; what liboath took is given back at once. */
struct key {
	char bytes[MAX_SECRET_BYTES];
	size_t n;
};

static _Noreturn void
out_of_memory(void)
{
	fputs("out of memory\n", stderr);
	abort();
}

static enum result
key_read(const char *secret, struct key *key)
{
	char *bytes = NULL;
	size_t n = 0;
	int rc = oath_base32_decode(secret, strlen(secret), &bytes, &n);
	bool fits;

	if (rc == OATH_MALLOC_ERROR)
		out_of_memory();
	if (rc != OATH_OK)
		return INVALID;
	fits = n > 0 && n <= sizeof(key->bytes);
	if (fits) {
		memcpy(key->bytes, bytes, n);
		key->n = n;
	}
	sodium_memzero(bytes, n);
	free(bytes);
	return fits ? OK : INVALID;
}

const char *
otp_secret(struct arena *mem)
{
	unsigned char bytes[SECRET_BYTES];
	const char *secret;
	char *text = NULL;
	size_t n = 0;

	randombytes_buf(bytes, sizeof(bytes));
	if (oath_base32_encode((const char *)bytes, sizeof(bytes), &text, &n))
		out_of_memory();
	secret = arena_bytes(mem, text, n);
	sodium_memzero(bytes, sizeof(bytes));
	sodium_memzero(text, n);
	free(text);
	return secret;
}

/* liboath takes its number of digits from the length of what was typed. */
static bool
is_code(const char *code)
{
	return strspn(code, "0123456789") == OTP_DIGITS &&
	    code[OTP_DIGITS] == '\0';
}

enum result
otp_match(const char *secret, const char *code, int64_t seconds,
    int64_t *step)
{
	struct key key = { .n = 0 };
	uint64_t counter = 0;
	enum result rc = is_code(code) ? key_read(secret, &key) : INVALID;

	if (rc)
		return rc;
	if (oath_totp_validate4(key.bytes, key.n, (time_t)seconds,
	    OTP_STEP_SECONDS, 0, WINDOW, NULL, &counter, 0, code) < 0)
		rc = INVALID;
	sodium_memzero(&key, sizeof(key));
	*step = (int64_t)counter;
	return rc;
}

const char *
otp_uri(struct arena *mem, const char *issuer, const char *account,
    const char *secret)
{
	struct buffer b = buffer_new(mem);

	buffer_add(&b, "otpauth://totp/");
	buffer_url(&b, issuer);
	buffer_add(&b, ":");
	buffer_url(&b, account);
	buffer_add(&b, "?secret=");
	buffer_url(&b, secret);
	buffer_add(&b, "&issuer=");
	buffer_url(&b, issuer);
	return b.s;
}
