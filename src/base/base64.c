#include "base/base64.h"

#include <sodium.h>
#include <string.h>

const char *
base64_text(struct arena *mem, const char *bytes, size_t n)
{
	size_t len = sodium_base64_encoded_len(n,
	    sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_raw(mem, len);

	return sodium_bin2base64(text, len, (const unsigned char *)bytes, n,
	    sodium_base64_VARIANT_ORIGINAL);
}

enum result
base64_bytes(struct arena *mem, const char *text, const char **bytes,
    size_t *n)
{
	size_t len = strlen(text);
	char *out = arena_raw(mem, len + 1);

	if (sodium_base642bin((unsigned char *)out, len + 1, text, len, NULL,
	    n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return INVALID;
	*bytes = out;
	return OK;
}
