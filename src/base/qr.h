#ifndef BASE_QR_H
#define BASE_QR_H

#include <stdint.h>

#include "base/arena.h"

/*
 * A text as a QR code, medium error correction, in runs of dark modules: unit
 * squares, from the upper left. The four light modules around are part of its
 * side. Thin over libqrencode. INVALID: empty, or over QR_MAX_BYTES.
 */
enum { QR_MAX_BYTES = 500 };

struct qr_run {
	int x, y, length;
};

struct qr_code {
	int side;
	const struct qr_run *runs;
	size_t n;
};

enum result qr_code(struct arena *, const char *text, struct qr_code *)
    MUST_CHECK;
/* The same as the `d` of one SVG <path>; the view box is "0 0 side side". */

enum result qr_path(struct arena *, const char *text, const char **path,
    int64_t *side) MUST_CHECK;

#endif
