#ifndef BASE_MEDIA_PARTS_H
#define BASE_MEDIA_PARTS_H

#include <stdbool.h>

#include "base/media.h"

/* The inside of media.h: one reader a kind, each given bytes that begin as its
 * kind does. */
enum media_fault media_jpeg(struct arena *, const unsigned char *, size_t n,
    struct media *);
enum media_fault media_png(struct arena *, const unsigned char *, size_t n,
    struct media *);
enum media_fault media_pdf(const unsigned char *, size_t n, struct media *);

/* Whether the bytes hold what a browser or an archiver would take for its
 * own: the begin of a page, a script, an archive, a PDF. */
bool	media_hides(const unsigned char *, size_t n);
/* Sets the size; MEDIA_BROKEN without any, MEDIA_TOO_WIDE beyond the limit. */
enum media_fault media_size(struct media *, int64_t width, int64_t height);

#endif
