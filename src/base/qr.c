#include "base/qr.h"

#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum { QUIET = 4 };

static void
row_draw(struct buffer *b, const unsigned char *row, int width, int y)
{
	for (int x = 0, run; x < width; x += run) {
		for (run = 1; x + run < width &&
		    (row[x + run] & 1) == (row[x] & 1); run++)
			continue;
		if (row[x] & 1)
			buffer_fmt(b, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET,
			    run, run);
	}
}

enum result
qr_path(struct arena *mem, const char *text, const char **path, int64_t *side)
{
	struct buffer b = buffer_new(mem);
	size_t n = strlen(text);
	QRcode *qr;

	if (!n || n > QR_MAX_BYTES)
		return INVALID;
	qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (!qr) {
		fputs("out of memory\n", stderr);
		abort();
	}
	for (int y = 0; y < qr->width; y++)
		row_draw(&b, qr->data + (size_t)y * (size_t)qr->width,
		    qr->width, y);
	*side = qr->width + 2 * QUIET;
	*path = b.s;
	QRcode_free(qr);
	return OK;
}
