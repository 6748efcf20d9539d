#include "base/media.h"

#include <string.h>
#include <strings.h>

#include "base/media_parts.h"

static const struct {
	const char *name, *ending;
} names[] = {
	[MEDIA_JPEG] = { "image/jpeg", "jpg" },
	[MEDIA_PNG] = { "image/png", "png" },
	[MEDIA_PDF] = { "application/pdf", "pdf" },
};

const char *
media_name(enum media_type type)
{
	return names[type].name;
}

const char *
media_ending(enum media_type type)
{
	return names[type].ending;
}

enum media_type
media_of_name(const char *name)
{
	for (size_t i = MEDIA_JPEG; i <= MEDIA_PDF; i++) {
		if (name && strcmp(names[i].name, name) == 0)
			return (enum media_type)i;
	}
	return (enum media_type)0;
}

bool
media_hides(const unsigned char *s, size_t n)
{
	static const char *const words[] = { "<html", "<!doctype", "<script",
		"<svg", "<body", "<iframe", "<?php", "%PDF-", "PK\3\4" };

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '<' && s[i] != '%' && s[i] != 'P')
			continue;
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++) {
			size_t len = strlen(words[k]);

			if (n - i >= len && strncasecmp((const char *)s + i,
			    words[k], len) == 0)
				return true;
		}
	}
	return false;
}

enum media_fault
media_size(struct media *m, int64_t width, int64_t height)
{
	if (width < 1 || height < 1)
		return MEDIA_BROKEN;
	if (width > MEDIA_MAX_PIXELS / height)
		return MEDIA_TOO_WIDE;
	m->width = width;
	m->height = height;
	return MEDIA_FINE;
}

static bool
begins(const unsigned char *s, size_t n, const char *with, size_t len)
{
	return n >= len && memcmp(s, with, len) == 0;
}

/* "....ftypheic": a box of ISO media, as telephones write their photographs. */
static bool
is_heic(const unsigned char *s, size_t n)
{
	static const char *const brands[] = { "heic", "heix", "heif", "mif1",
		"msf1", "hevc", "avif" };

	if (n < 12 || memcmp(s + 4, "ftyp", 4) != 0)
		return false;
	for (size_t i = 0; i < sizeof(brands) / sizeof(*brands); i++) {
		if (memcmp(s + 8, brands[i], 4) == 0)
			return true;
	}
	return false;
}

enum media_fault
media_read(struct arena *mem, const char *bytes, size_t n, struct media *out)
{
	const unsigned char *s = (const unsigned char *)bytes;
	struct media m = { 0 };
	enum media_fault fault = MEDIA_UNKNOWN;

	if (!n)
		return MEDIA_EMPTY;
	if (n > MEDIA_MAX_BYTES)
		return MEDIA_TOO_LARGE;
	if (begins(s, n, "\xff\xd8\xff", 3))
		fault = media_jpeg(mem, s, n, &m);
	else if (begins(s, n, "\x89PNG\r\n\x1a\n", 8))
		fault = media_png(mem, s, n, &m);
	else if (begins(s, n, "%PDF-", 5))
		fault = media_pdf(s, n, &m);
	else if (is_heic(s, n))
		fault = MEDIA_HEIC;
	if (!fault)
		*out = m;
	return fault;
}
