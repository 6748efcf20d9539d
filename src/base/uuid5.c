#include "base/uuid5.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* SHA-1 (RFC 3174) for RFC 4122 alone: it proves nothing to anybody. */

enum { BLOCK = 64, LENGTH_AT = 56, DIGEST = 20, UUID = 16 };

struct sha1 {
	uint32_t h[5];
	unsigned char block[BLOCK];
	size_t used;
	uint64_t bytes;
};

static uint32_t
turn(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static uint32_t
mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
	if (round < 20)
		return ((b & c) | (~b & d)) + 0x5a827999;
	if (round < 40)
		return (b ^ c ^ d) + 0x6ed9eba1;
	if (round < 60)
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	return (b ^ c ^ d) + 0xca62c1d6;
}

static void
take_block(struct sha1 *s)
{
	uint32_t w[80], v[5], next;

	for (int i = 0; i < 16; i++) {
		const unsigned char *p = s->block + i * 4;

		w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		       (uint32_t)p[2] << 8 | p[3];
	}
	for (int i = 16; i < 80; i++)
		w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	memcpy(v, s->h, sizeof(v));
	for (int i = 0; i < 80; i++) {
		next = turn(v[0], 5) + mix(i, v[1], v[2], v[3]) + v[4] + w[i];
		v[4] = v[3];
		v[3] = v[2];
		v[2] = turn(v[1], 30);
		v[1] = v[0];
		v[0] = next;
	}
	for (int i = 0; i < 5; i++)
		s->h[i] += v[i];
	s->used = 0;
}

static void
take(struct sha1 *s, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	s->bytes += n;
	for (size_t i = 0; i < n; i++) {
		s->block[s->used++] = p[i];
		if (s->used == BLOCK)
			take_block(s);
	}
}

static void
finish(struct sha1 *s, unsigned char out[DIGEST])
{
	uint64_t bits = s->bytes * 8;
	unsigned char length[8];

	take(s, "\x80", 1);
	while (s->used != LENGTH_AT)
		take(s, "", 1);
	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)(bits >> (56 - i * 8));
	take(s, length, sizeof(length));
	for (int i = 0; i < DIGEST; i++)
		out[i] = (unsigned char)(s->h[i / 4] >> (24 - i % 4 * 8));
}

static int
digit(char c)
{
	const char *at = c ? strchr("0123456789abcdef", c) : NULL;

	return at ? (int)(at - "0123456789abcdef") : -1;
}

static bool
read_uuid(const char *s, unsigned char out[UUID])
{
	size_t n = 0;

	for (; *s && n < UUID * 2; s++) {
		int d = digit(*s);

		if (*s == '-')
			continue;
		if (d < 0)
			return false;
		out[n / 2] = (unsigned char)(n % 2 ? out[n / 2] | d : d << 4);
		n++;
	}
	return n == UUID * 2 && !*s;
}

const char *
uuid5(struct arena *mem, const char *space, const char *name)
{
	struct sha1 s = { .h = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
			      0xc3d2e1f0 } };
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[UUID], u[DIGEST];
	char text[UUID * 2 + 4 + 1], *p = text;

	if (!read_uuid(space, bytes))
		return NULL;
	take(&s, bytes, sizeof(bytes));
	take(&s, name, strlen(name));
	finish(&s, u);
	u[6] = (u[6] & 0x0f) | 0x50;
	u[8] = (u[8] & 0x3f) | 0x80;
	for (int i = 0; i < UUID; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		*p++ = digits[u[i] >> 4];
		*p++ = digits[u[i] & 0x0f];
	}
	return arena_bytes(mem, text, sizeof(text) - 1);
}
