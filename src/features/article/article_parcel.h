#ifndef ARTICLE_PARCEL_H
#define ARTICLE_PARCEL_H

#include "base/buffer.h"
#include "base/pair.h"
#include "base/seal.h"

/*
 * Cases and documents from one centre to another, as a file: lines of JSON, each
 * a flat object. The first says whose they are and the digest of every line
 * behind it; the second is the signature of the first. So one changed letter is
 * found, and the line it is in. Pure: knows neither request nor database.
 */
enum { PARCEL_FORMAT = 1, PARCEL_ITEMS = 500, PARCEL_BYTES = 10 << 20 };

struct parcel_item {
	const char *what;	/* "article", or "file" of the article before */
	const char *kind, *title, *body, *easy, *themes;
	const char *type, *bytes;	/* of a file; bytes in base64 */
};

struct parcel {
	const char *centre, *key, *made_at;
	struct parcel_item *items;
	size_t n;
};

void	parcel_write(struct buffer *, const struct seal_keys *,
    const struct parcel *);
/* INVALID: *why is a sentence that names the place. */
enum result parcel_read(struct arena *, const char *text, size_t len,
    struct parcel *, const char **why) MUST_CHECK;

#endif
