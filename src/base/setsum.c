#include "base/setsum.h"

#include <sodium.h>
#include <string.h>

enum { TEXT = 256 };

struct setsum_key
setsum_draw(void)
{
	struct setsum_key key;

	_Static_assert(sizeof(key.bytes) == crypto_shorthash_siphashx24_KEYBYTES,
	    "a key of SipHash");
	randombytes_buf(key.bytes, sizeof(key.bytes));
	return key;
}

/* Of a longer text its hash stands for it. */
static size_t
text_put(unsigned char *to, const struct setsum_key *key, const char *text,
    size_t n)
{
	if (n <= TEXT) {
		memcpy(to, text, n);
		return n;
	}
	crypto_generichash(to, crypto_generichash_BYTES,
	    (const unsigned char *)text, n, key->bytes, sizeof(key->bytes));
	return crypto_generichash_BYTES;
}

void
setsum_add(struct setsum *sum, const struct setsum_key *key, const char *text,
    size_t ntext, int64_t number)
{
	unsigned char in[sizeof(number) + 1 + TEXT];
	uint64_t out[2];
	size_t n = sizeof(number) + 1;

	memcpy(in, &number, sizeof(number));
	in[sizeof(number)] = ntext > TEXT;
	n += text_put(in + n, key, text, ntext);
	crypto_shorthash_siphashx24((unsigned char *)out, in, n, key->bytes);
	sum->low += out[0];
	sum->high += out[1] + (sum->low < out[0]);
	sum->n++;
}

bool
setsum_same(const struct setsum *a, const struct setsum *b)
{
	return a->high == b->high && a->low == b->low && a->n == b->n;
}
