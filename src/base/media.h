#ifndef BASE_MEDIA_H
#define BASE_MEDIA_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * What a file is, by its bytes and never by its name: a JPEG, a PNG or a PDF
 * whose structure was read from end to end, and nothing else. No pixel is
 * decoded here. This is no scanner for viruses: it keeps out what pretends to be
 * another kind, and what a PDF can do besides being read.
 *
 * Of an image, what tells about the one who took it goes: place, time, device,
 * comments, small copies, and whatever hangs behind its end. How a JPEG is to
 * be turned, and its colours, stay. A PDF stays byte for byte.
 */
enum media_type { MEDIA_JPEG = 1, MEDIA_PNG, MEDIA_PDF };

enum { MEDIA_MAX_BYTES = 10 << 20, MEDIA_MAX_PIXELS = 50 * 1000 * 1000 };

enum media_fault {
	MEDIA_FINE,
	MEDIA_EMPTY,
	MEDIA_TOO_LARGE,	/* in bytes; of a PDF, also unpacked */
	MEDIA_TOO_WIDE,		/* in pixels */
	MEDIA_HEIC,		/* as some telephones write by themselves */
	MEDIA_UNKNOWN,		/* none of the three */
	MEDIA_BROKEN,		/* begins as one, and goes on as none */
	MEDIA_DISGUISED,	/* something else in its clothes */
	MEDIA_ACTIVE,		/* a PDF with scripts, forms or files inside */
	MEDIA_LOCKED,		/* a PDF with a password */
};

struct media {
	enum media_type type;
	const char *bytes;		/* what to keep */
	size_t len;
	int64_t width, height;		/* pixels as stored; 0 of a PDF */
	unsigned turn;			/* to be shown upright: 1 to 8 of EXIF */
};

/* Out is set when MEDIA_FINE only. Takes some milliseconds; memory for one copy
 * of an image. */
enum media_fault media_read(struct arena *, const char *bytes, size_t n,
    struct media *out) MUST_CHECK;
/*
 * For what everybody may read. A PDF as read by media_read, written anew without
 * what tells about who made it: its author, program and dates, its packets of
 * metadata, and in its photographs what media_read takes out of photographs.
 * Pictures are returned as they are. MEDIA_BROKEN: a PDF that cannot be.
 */
enum media_fault media_anonymous(struct arena *, const struct media *,
    struct media *out) MUST_CHECK;
/* "image/jpeg" and back, 0 for any other; "jpg". */
const char *media_name(enum media_type);
enum media_type media_of_name(const char *);
const char *media_ending(enum media_type);

#endif
