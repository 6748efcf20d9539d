#ifndef BASE_QR_H
#define BASE_QR_H

#include <stdint.h>

#include "base/arena.h"

/*
 * A text as a QR code, medium error correction, drawn as the `d` of one SVG
 * <path>: dark modules as unit squares, runs of a row joined. The view box is
 * "0 0 side side"; the four light modules around are part of it. Thin over
 * libqrencode. INVALID: empty, or over QR_MAX_BYTES.
 */
enum { QR_MAX_BYTES = 500 };

enum result qr_path(struct arena *, const char *text, const char **path,
    int64_t *side) MUST_CHECK;

#endif
