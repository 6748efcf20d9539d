#include "features/attachment/attachment_paper.h"

#include <assert.h>
#include <string.h>
#include <zlib.h>

/* Papers that were never written: grey bars for words, a box to sign in. */
enum { WIDE = 620, HIGH = 876, MARGIN = 60, LINE = 34, WHITE = 250,
	GREY = 120, INK = 70 };

struct sheet {
	unsigned char *bytes;		/* rows, each behind its filter */
};

static void
box(struct sheet *s, size_t x, size_t y, size_t wide, size_t high, int shade)
{
	assert(x + wide <= WIDE && y + high <= HIGH);
	for (size_t i = y; i < y + high; i++)
		memset(s->bytes + i * (WIDE + 1) + 1 + x, shade, wide);
}

static void
draw(struct sheet *s, struct dice *d)
{
	size_t y = 3 * LINE;

	box(s, 0, 0, WIDE, HIGH, WHITE);
	box(s, 180, MARGIN - 10, 260, 18, INK);
	for (; y < HIGH - 6 * LINE; y += LINE) {
		size_t x = MARGIN;

		while (x < WIDE - 2 * MARGIN && dice_below(d, 12)) {
			size_t wide = 20 + dice_below(d, 60);

			box(s, x, y, wide, 9, GREY);
			x += wide + 8;
		}
	}
	box(s, 300, y, WIDE - 300 - MARGIN, 3 * LINE, INK);
	box(s, 302, y + 2, WIDE - 304 - MARGIN, 3 * LINE - 4, WHITE);
	box(s, 330, y + 40, 140, 6, INK);
}

static void
number(struct buffer *b, uLong n)
{
	const char bytes[] = { (char)(n >> 24), (char)(n >> 16),
		(char)(n >> 8), (char)n };

	buffer_bytes(b, bytes, sizeof(bytes));
}

static void
chunk(struct buffer *b, const char *name, const void *bytes, size_t n)
{
	uLong sum = crc32(crc32(0, (const Bytef *)name, 4), bytes, (uInt)n);

	number(b, (uLong)n);
	buffer_bytes(b, name, 4);
	buffer_bytes(b, bytes, n);
	number(b, n ? sum : crc32(0, (const Bytef *)name, 4));
}

struct buffer
attachment_paper_png(struct arena *mem, struct dice *d)
{
	static const unsigned char header[] = { 0, 0, WIDE >> 8, WIDE & 255,
		0, 0, HIGH >> 8, HIGH & 255, 8, 0, 0, 0, 0 };
	size_t n = (WIDE + 1) * HIGH;
	struct sheet s = { arena_take(mem, n) };
	uLongf len = compressBound(n);
	Bytef *packed = arena_take(mem, len);
	struct buffer b = buffer_new(mem);
	int rc;

	draw(&s, d);
	rc = compress(packed, &len, s.bytes, n);
	assert(rc == Z_OK);
	buffer_bytes(&b, "\x89PNG\r\n\x1a\n", 8);
	chunk(&b, "IHDR", header, sizeof(header));
	chunk(&b, "IDAT", packed, len);
	chunk(&b, "IEND", "", 0);
	return b;
}

/* In the letters every reader of PDFs has for Japanese; text is UTF-16BE as
 * digits: 見本の手紙, 架空の書類です。 */
static const char page[] = "BT /F 24 Tf 72 740 Td"
    " <898B672C306E624B7D19> Tj 0 -48 Td /F 14 Tf"
    " <67B67A7A306E66F8985E30673059 3002> Tj ET";

struct buffer
attachment_paper_pdf(struct arena *mem)
{
	const char *const objects[] = {
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
		" /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		arena_fmt(mem, "<< /Length %zu >>\nstream\n%s\nendstream",
		    sizeof(page) - 1, page),
		"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5"
		" /Encoding /UniJIS-UCS2-H /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont"
		" /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe)"
		" /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
		"<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4"
		" /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752"
		" /Descent -221 /CapHeight 737 /StemV 114 >>",
	};
	struct buffer b = buffer_new(mem);
	size_t at[COUNT(objects)], table;

	buffer_add(&b, "%PDF-1.4\n");
	for (size_t i = 0; i < COUNT(objects); i++) {
		at[i] = b.len;
		buffer_fmt(&b, "%zu 0 obj\n%s\nendobj\n", i + 1, objects[i]);
	}
	table = b.len;
	buffer_fmt(&b, "xref\n0 %zu\n0000000000 65535 f \n",
	    COUNT(objects) + 1);
	for (size_t i = 0; i < COUNT(objects); i++)
		buffer_fmt(&b, "%010zu 00000 n \n", at[i]);
	buffer_fmt(&b, "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n"
	    "%%%%EOF\n", COUNT(objects) + 1, table);
	return b;
}
