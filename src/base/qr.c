#include "base/qr.h"

#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum { QUIET = 4 };

static size_t
row_runs(struct qr_run *runs, const unsigned char *row, int width, int y)
{
	size_t n = 0;

	for (int x = 0, run; x < width; x += run) {
		for (run = 1; x + run < width &&
		    (row[x + run] & 1) == (row[x] & 1); run++)
			continue;
		if (row[x] & 1)
			runs[n++] = (struct qr_run){ x + QUIET, y + QUIET, run };
	}
	return n;
}

enum result
qr_code(struct arena *mem, const char *text, struct qr_code *out)
{
	size_t n = strlen(text), width;
	struct qr_run *runs;
	QRcode *qr;

	if (!n || n > QR_MAX_BYTES)
		return INVALID;
	qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (!qr) {
		fputs("out of memory\n", stderr);
		abort();
	}
	width = (size_t)qr->width;
	runs = arena_array(mem, width * (width + 1) / 2, sizeof(*runs));
	*out = (struct qr_code){ qr->width + 2 * QUIET, runs, 0 };
	for (size_t y = 0; y < width; y++)
		out->n += row_runs(runs + out->n, qr->data + y * width,
		    qr->width, (int)y);
	QRcode_free(qr);
	return OK;
}

enum result
qr_path(struct arena *mem, const char *text, const char **path, int64_t *side)
{
	struct buffer b = buffer_new(mem);
	struct qr_code code;
	enum result rc = qr_code(mem, text, &code);

	if (rc)
		return rc;
	for (size_t i = 0; i < code.n; i++)
		buffer_fmt(&b, "M%d %dh%dv1h-%dz", code.runs[i].x,
		    code.runs[i].y, code.runs[i].length, code.runs[i].length);
	*side = code.side;
	*path = b.s;
	return OK;
}
