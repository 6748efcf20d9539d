#include <string.h>
#include <zlib.h>

#include "base/media_parts.h"

/*
 * PNG: a row of chunks with their check sums. Those that draw the picture or
 * give its colours are kept as they are; of the others those that a reader may
 * pass over are left behind, and those it must know are refused.
 */
enum { SIGNATURE = 8, AROUND = 12, HEADER = 13, ANCILLARY = 0x20 };

struct png {
	const unsigned char *in;
	size_t n, at;
	unsigned char *out;
	size_t len;
	struct media *media;
	bool headed, drawn, done, ended;	/* done: the drawing is behind */
};

struct chunk {
	const unsigned char *all;	/* with length, name and sum */
	const unsigned char *name, *data;
	size_t n;			/* of the data */
};

static size_t
be32(const unsigned char *s)
{
	return (size_t)s[0] << 24 | (size_t)s[1] << 16 | (size_t)s[2] << 8 |
	    s[3];
}

static bool
is(const struct chunk *c, const char *name)
{
	return memcmp(c->name, name, 4) == 0;
}

static bool
next_chunk(struct png *p, struct chunk *c)
{
	size_t left = p->n - p->at;

	if (left < AROUND)
		return false;
	c->all = p->in + p->at;
	c->n = be32(c->all);
	if (c->n > left - AROUND)
		return false;
	c->name = c->all + 4;
	c->data = c->all + 8;
	p->at += AROUND + c->n;
	for (size_t i = 0; i < 4; i++) {
		unsigned char letter = c->name[i] | ANCILLARY;

		if (letter < 'a' || letter > 'z')
			return false;
	}
	return crc32(0, c->name, (uInt)c->n + 4) == be32(c->data + c->n);
}

/* Which depths go with which kind of colour. */
static bool
colours_fit(unsigned depth, unsigned colour)
{
	switch (colour) {
	case 0:
		return depth == 1 || depth == 2 || depth == 4 || depth == 8 ||
		    depth == 16;
	case 3:
		return depth == 1 || depth == 2 || depth == 4 || depth == 8;
	case 2:
	case 4:
	case 6:
		return depth == 8 || depth == 16;
	default:
		return false;
	}
}

static enum media_fault
read_header(struct png *p, const struct chunk *c)
{
	if (!is(c, "IHDR") || c->n != HEADER || !colours_fit(c->data[8],
	    c->data[9]) || c->data[10] || c->data[11] || c->data[12] > 1)
		return MEDIA_BROKEN;
	p->headed = true;
	return media_size(p->media, (int64_t)be32(c->data),
	    (int64_t)be32(c->data + 4));
}

static bool
is_kept(const struct chunk *c)
{
	static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND",
		"tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		if (is(c, kept[i]))
			return true;
	}
	return false;
}

static enum media_fault
read_chunk(struct png *p)
{
	struct chunk c;
	enum media_fault fault;

	if (!next_chunk(p, &c) || (p->headed && is(&c, "IHDR")))
		return MEDIA_BROKEN;
	fault = p->headed ? MEDIA_FINE : read_header(p, &c);
	if (fault)
		return fault;
	if (is(&c, "IDAT") && p->done)
		return MEDIA_BROKEN;
	p->done = p->drawn && !is(&c, "IDAT");
	p->drawn |= is(&c, "IDAT");
	if (is(&c, "PLTE") && p->drawn)
		return MEDIA_BROKEN;
	p->ended = is(&c, "IEND");
	if (p->ended && (c.n || !p->drawn))
		return MEDIA_BROKEN;
	if (!is_kept(&c))
		return c.name[0] & ANCILLARY ? MEDIA_FINE : MEDIA_BROKEN;
	memcpy(p->out + p->len, c.all, AROUND + c.n);
	p->len += AROUND + c.n;
	return MEDIA_FINE;
}

enum media_fault
media_png(struct arena *mem, const unsigned char *s, size_t n,
    struct media *m)
{
	struct png p = { .in = s, .n = n, .at = SIGNATURE, .len = SIGNATURE,
		.media = m };
	enum media_fault fault = MEDIA_FINE;

	p.out = arena_raw(mem, n);
	memcpy(p.out, s, SIGNATURE);
	while (!fault && !p.ended)
		fault = read_chunk(&p);
	if (fault)
		return fault;
	if (media_hides(s + p.at, n - p.at))
		return MEDIA_DISGUISED;
	m->type = MEDIA_PNG;
	m->bytes = (const char *)p.out;
	m->len = p.len;
	return MEDIA_FINE;
}
