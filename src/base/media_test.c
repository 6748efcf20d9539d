#include "base/media.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/buffer.h"
#include "tests/kit.h"

/* Files made by hand, byte by byte, so that a test can say what is in them. */

static struct buffer
jpeg_begin(struct arena *mem)
{
	struct buffer b = buffer_new(mem);

	buffer_bytes(&b, "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20);
	return b;
}

static void
segment(struct buffer *b, unsigned char marker, const char *s, size_t n)
{
	const char head[] = { (char)0xff, (char)marker, (char)((n + 2) >> 8),
		(char)(n + 2) };

	buffer_bytes(b, head, 4);
	buffer_bytes(b, s, n);
}

static void
jpeg_end(struct buffer *b, const char *size)
{
	char frame[] = "\x08HHWW\x01\x01\x11";

	memcpy(frame + 1, size, 4);
	segment(b, 0xdb, "\0quantisation", 13);
	segment(b, 0xc0, frame, 9);
	segment(b, 0xda, "\x01\x01\0\0\x3f\0", 6);
	buffer_bytes(b, "drawn\xff\0 on\xff\xd0 and on\xff\xd9", 21);
}

static void
chunk(struct buffer *b, const char *name, const char *s, size_t n)
{
	uLong sum = crc32(crc32(0, (const Bytef *)name, 4), (const Bytef *)s,
	    (uInt)n);
	const char len[] = { (char)(n >> 24), (char)(n >> 16), (char)(n >> 8),
		(char)n };
	const char tail[] = { (char)(sum >> 24), (char)(sum >> 16),
		(char)(sum >> 8), (char)sum };

	buffer_bytes(b, len, 4);
	buffer_bytes(b, name, 4);
	if (n)
		buffer_bytes(b, s, n);
	buffer_bytes(b, tail, 4);
}

static struct buffer
png_begin(struct arena *mem, const char *size)
{
	struct buffer b = buffer_new(mem);
	char header[] = "\0\0WW\0\0HH\x08\x02\0\0\0";

	memcpy(header + 2, size, 2);
	memcpy(header + 6, size + 2, 2);
	buffer_bytes(&b, "\x89PNG\r\n\x1a\n", 8);
	chunk(&b, "IHDR", header, 13);
	return b;
}

static void
png_end(struct buffer *b)
{
	chunk(b, "IDAT", "drawn", 5);
	chunk(b, "IDAT", "on", 2);
	chunk(b, "IEND", "", 0);
}

/* One object between head and table, which may hold anything. */
static struct buffer
pdf_of(struct arena *mem, const char *body, size_t n)
{
	struct buffer b = buffer_new(mem);
	size_t table;

	buffer_add(&b, "%PDF-1.7\n1 0 obj\n");
	buffer_bytes(&b, body, n);
	buffer_add(&b, "\nendobj\n");
	table = b.len;
	buffer_fmt(&b, "xref\n0 1\n0000000000 65535 f \ntrailer\n"
	    "<< /Root 1 0 R /Size 1 >>\nstartxref\n%zu\n%%%%EOF\n", table);
	return b;
}

static enum media_fault
fault_of_pdf(struct arena *mem, const char *body)
{
	struct buffer b = pdf_of(mem, body, strlen(body));
	struct media m;

	return media_read(mem, b.s, b.len, &m);
}

static enum media_fault
fault_of(const struct buffer *b)
{
	struct media m;

	return media_read(b->mem, b->s, b->len, &m);
}

/* A stream whose dictionary is `dict` and whose bytes are `packed` deflated. */
static enum media_fault
fault_of_packed(struct arena *mem, const char *dict, const char *packed,
    size_t n)
{
	uLongf len = compressBound(n);
	char *bytes = arena_take(mem, len);
	struct buffer b = buffer_new(mem);

	EXPECT(compress((Bytef *)bytes, &len, (const Bytef *)packed, n) == Z_OK);
	buffer_fmt(&b, "%s\nstream\r\n", dict);
	buffer_bytes(&b, bytes, len);
	buffer_add(&b, "\nendstream");
	b = pdf_of(mem, b.s, b.len);
	return fault_of(&b);
}

static bool
holds(const struct media *m, const char *word)
{
	return memmem(m->bytes, m->len, word, strlen(word)) != NULL;
}

static const char exif[] = "Exif\0\0II*\0\x08\0\0\0\x02\0"
    "\x0f\x01\x02\0\x04\0\0\0sony"
    "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0 41.2N 140.7E";

UNIT(jpeg_loses_what_tells_of_who_took_it_and_keeps_how_to_turn_it)
{
	struct arena *mem = arena_new();
	struct buffer b = jpeg_begin(mem);
	struct media m, again;

	segment(&b, 0xe1, exif, sizeof(exif) - 1);
	segment(&b, 0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>", 41);
	segment(&b, 0xe2, "MPF\0second picture", 18);
	segment(&b, 0xe2, "ICC_PROFILE\0\1\1colours", 21);
	segment(&b, 0xed, "Photoshop 3.0\0caption", 21);
	segment(&b, 0xfe, "remark", 6);
	jpeg_end(&b, "\x01\x02\x03\x04");
	buffer_add(&b, "another picture");
	EXPECT(media_read(mem, b.s, b.len, &m) == MEDIA_FINE);
	EXPECT(m.type == MEDIA_JPEG && m.height == 0x102 && m.width == 0x304);
	EXPECT(m.turn == 6);
	EXPECT(!holds(&m, "sony") && !holds(&m, "41.2N") && !holds(&m, "xmp"));
	EXPECT(!holds(&m, "MPF") && !holds(&m, "caption"));
	EXPECT(!holds(&m, "remark") && !holds(&m, "another"));
	EXPECT(holds(&m, "ICC_PROFILE") && holds(&m, "quantisation"));
	EXPECT(memcmp(m.bytes, "\xff\xd8\xff\xe1\0\x22""Exif\0\0MM\0*\0\0\0\x08\0"
	    "\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\xff\xe0", 40) == 0);
	EXPECT(memcmp(m.bytes + m.len - 2, "\xff\xd9", 2) == 0);
	EXPECT(media_read(mem, m.bytes, m.len, &again) == MEDIA_FINE);
	EXPECT(again.len == m.len && memcmp(again.bytes, m.bytes, m.len) == 0);
	arena_free(mem);
}

UNIT(jpeg_with_nothing_to_hide_stays_byte_for_byte)
{
	struct arena *mem = arena_new();
	struct buffer b = jpeg_begin(mem);
	struct media m;

	jpeg_end(&b, "\x01\x02\x03\x04");
	EXPECT(media_read(mem, b.s, b.len, &m) == MEDIA_FINE);
	EXPECT(m.len == b.len && memcmp(m.bytes, b.s, m.len) == 0);
	arena_free(mem);
}

UNIT(jpeg_cut_anywhere_is_refused)
{
	struct arena *mem = arena_new();
	struct buffer b = jpeg_begin(mem);
	struct media m;

	segment(&b, 0xe1, exif, sizeof(exif) - 1);
	jpeg_end(&b, "\x01\x02\x03\x04");
	for (size_t n = 1; n < b.len; n++)
		EXPECT(media_read(mem, arena_bytes(mem, b.s, n), n, &m) !=
		    MEDIA_FINE);
	arena_free(mem);
}

UNIT(jpeg_of_no_size_or_of_too_many_points_is_refused)
{
	struct arena *mem = arena_new();
	struct buffer none = jpeg_begin(mem), wide = jpeg_begin(mem);

	jpeg_end(&none, "\0\0\x03\x04");
	EXPECT(fault_of(&none) == MEDIA_BROKEN);
	jpeg_end(&wide, "\xc3\x50\xc3\x50");	/* 50,000 both ways */
	EXPECT(fault_of(&wide) == MEDIA_TOO_WIDE);
	arena_free(mem);
}

UNIT(script_or_archive_behind_a_picture_is_refused)
{
	static const char *const behind[] = { "  <SCRIPT>alert(1)</SCRIPT>",
		"\n<!DOCTYPE html>", "PK\3\4\x14", "%PDF-1.4", "<?php system()" };
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(behind); i++) {
		struct buffer j = jpeg_begin(mem);
		struct buffer p = png_begin(mem, "\x01\0\x02\0");

		jpeg_end(&j, "\x01\x02\x03\x04");
		buffer_add(&j, behind[i]);
		EXPECT(fault_of(&j) == MEDIA_DISGUISED);
		png_end(&p);
		buffer_add(&p, behind[i]);
		EXPECT(fault_of(&p) == MEDIA_DISGUISED);
	}
	arena_free(mem);
}

UNIT(png_loses_its_texts_and_keeps_what_draws_it)
{
	struct arena *mem = arena_new();
	struct buffer b = png_begin(mem, "\x01\0\x02\0"), bare;
	struct media m;

	bare = png_begin(mem, "\x01\0\x02\0");
	chunk(&b, "tEXt", "Author\0Hana", 11);
	chunk(&b, "eXIf", exif + 6, sizeof(exif) - 7);
	chunk(&b, "gAMA", "\0\0\xb1\x8f", 4);
	chunk(&bare, "gAMA", "\0\0\xb1\x8f", 4);
	chunk(&b, "iTXt", "XML:com.adobe.xmp\0", 18);
	chunk(&b, "tIME", "\x07\xea\4\1\3\0\0", 7);
	chunk(&b, "zTXt", "Comment\0\0x", 10);
	chunk(&b, "prVt", "what nobody knows", 17);
	png_end(&b);
	png_end(&bare);
	buffer_add(&b, "rest");
	EXPECT(media_read(mem, b.s, b.len, &m) == MEDIA_FINE);
	EXPECT(m.type == MEDIA_PNG && m.width == 256 && m.height == 512);
	EXPECT(m.len == bare.len && memcmp(m.bytes, bare.s, m.len) == 0);
	arena_free(mem);
}

UNIT(png_with_a_wrong_sum_an_unknown_need_or_a_missing_end_is_refused)
{
	struct arena *mem = arena_new();
	struct buffer b = png_begin(mem, "\x01\0\x02\0");
	size_t n = b.len;

	EXPECT(fault_of(&b) == MEDIA_BROKEN);
	png_end(&b);
	EXPECT(fault_of(&b) == MEDIA_FINE);
	b.s[n + 9] ^= 1;
	EXPECT(fault_of(&b) == MEDIA_BROKEN);
	b = png_begin(mem, "\x01\0\x02\0");
	chunk(&b, "NeeD", "", 0);
	png_end(&b);
	EXPECT(fault_of(&b) == MEDIA_BROKEN);
	b = png_begin(mem, "\xc3\x50\xc3\x50");
	png_end(&b);
	EXPECT(fault_of(&b) == MEDIA_TOO_WIDE);
	arena_free(mem);
}

UNIT(pdf_that_is_only_read_stays_byte_for_byte)
{
	struct arena *mem = arena_new();
	struct buffer b = pdf_of(mem, "<< /Type /Catalog /URI (a) >>", 29);
	struct media m;

	EXPECT(media_read(mem, b.s, b.len, &m) == MEDIA_FINE);
	EXPECT(m.type == MEDIA_PDF && m.len == b.len && m.bytes == b.s);
	EXPECT(fault_of_packed(mem, "<< /Type /ObjStm /N 1 /Filter /FlateDecode >>",
	    "7 0 << /Type /Pages >>", 22) == MEDIA_FINE);
	EXPECT(fault_of_packed(mem, "<< /Filter /FlateDecode >>",
	    "q /Im0 Do Q", 11) == MEDIA_FINE);
	EXPECT(fault_of_pdf(mem, "<< /Type /ObjStm >>\nstream\n7 0 << >>\n"
	    "endstream") == MEDIA_FINE);
	arena_free(mem);
}

UNIT(pdf_that_acts_or_carries_files_is_refused_however_it_spells_that)
{
	static const char *const bodies[] = {
		"<< /OpenAction << /S /JavaScript /JS (x) >> >>",
		"<</S/#4aava#53cript/JS 2 0 R>>",
		"<< /A << /S /Launch /F (cmd) >> >>",
		"<< /Names << /EmbeddedFiles 3 0 R >> >>",
		"<< /Type/EmbeddedFile/Length 3 >>\nstream\nabc\nendstream",
		"<< /AcroForm << /XFA [] >> >>",
		"<< >>\nstream\n<< /S /Launch >>\nendstream",
	};
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(bodies); i++)
		EXPECT(fault_of_pdf(mem, bodies[i]) == MEDIA_ACTIVE);
	EXPECT(fault_of_pdf(mem, "<< /Launcher /JavaScripts >>") == MEDIA_FINE);
	EXPECT(fault_of_pdf(mem, "<< /Encrypt 5 0 R >>") == MEDIA_LOCKED);
	arena_free(mem);
}

UNIT(pdf_is_looked_into_where_its_objects_are_packed)
{
	static const char dict[] = "<< /Type /ObjStm /N 1 /First 4 >>";
	struct arena *mem = arena_new();
	struct buffer b = buffer_new(mem);

	EXPECT(fault_of_packed(mem, dict, "7 0 << /S /Launch >>", 20) ==
	    MEDIA_ACTIVE);
	EXPECT(fault_of_packed(mem, "<< >>", "7 0 << /S /Launch >>", 20) ==
	    MEDIA_ACTIVE);
	/* Where one buffer ends and the next begins. */
	for (size_t n = 65530; n < 65580; n += 7) {
		b = buffer_new(mem);
		buffer_fmt(&b, "7 0 %*s/J#61vaScript ", (int)n, "");
		EXPECT(fault_of_packed(mem, dict, b.s, b.len) == MEDIA_ACTIVE);
	}
	EXPECT(fault_of_packed(mem, dict, "\2" "7 0 <<", 7) == MEDIA_BROKEN);
	EXPECT(fault_of_packed(mem, "<< /Type /ObjStm /Filter"
	    " [/FlateDecode /ASCIIHexDecode] >>", "372030", 6) == MEDIA_BROKEN);
	EXPECT(fault_of_pdf(mem, "<< /Type /ObjStm >>\nstream\nx\x01y\n"
	    "endstream") == MEDIA_BROKEN);
	EXPECT(fault_of_pdf(mem, "<< /Type /ObjStm >>") == MEDIA_BROKEN);
	arena_free(mem);
}

UNIT(pdf_that_unpacks_without_end_is_refused)
{
	enum { PIECE = 48 << 20, PIECES = 6 };
	struct arena *mem = arena_new();
	struct buffer b = buffer_new(mem);
	uLongf len = compressBound(PIECE);
	char *spaces = arena_take(mem, PIECE), *bytes = arena_take(mem, len);

	memset(spaces, ' ', PIECE);
	EXPECT(compress((Bytef *)bytes, &len, (const Bytef *)spaces, PIECE) ==
	    Z_OK);
	for (int i = 0; i < PIECES; i++) {
		buffer_add(&b, "<< >>\nstream\n");
		buffer_bytes(&b, bytes, len);
		buffer_add(&b, "\nendstream\n");
	}
	b = pdf_of(mem, b.s, b.len);
	EXPECT(b.len < MEDIA_MAX_BYTES && fault_of(&b) == MEDIA_TOO_LARGE);
	arena_free(mem);
}

/* As long as what is sniffed, in a block of its own: the guard behind it tells. */
UNIT(pdf_is_not_read_beyond_its_end)
{
	struct arena *mem = arena_new();
	struct media m;

	for (size_t n = 1023; n <= 1026; n++) {
		char *s = malloc(n);

		EXPECT(s != NULL);
		memset(s, ' ', n);
		memcpy(s, "%PDF-1.5", 8);
		s[n - 1] = '<';
		EXPECT(media_read(mem, s, n, &m) == MEDIA_BROKEN);
		free(s);
	}
	arena_free(mem);
}

UNIT(page_in_the_clothes_of_a_pdf_is_refused)
{
	struct arena *mem = arena_new();
	struct buffer b = pdf_of(mem, "<< >>", 5), with;
	struct media m;

	with = buffer_new(mem);
	buffer_fmt(&with, "<html>%s", b.s);
	EXPECT(fault_of(&with) == MEDIA_UNKNOWN);
	with = buffer_new(mem);
	buffer_fmt(&with, "%s<script>alert(1)</script>", b.s);
	EXPECT(fault_of(&with) == MEDIA_DISGUISED);
	with = pdf_of(mem, arena_fmt(mem, "%2000s", ""), 2000);
	EXPECT(fault_of(&with) == MEDIA_FINE);
	buffer_add(&with, "<script>alert(1)</script>");
	EXPECT(fault_of(&with) == MEDIA_BROKEN);
	EXPECT(fault_of_pdf(mem, "<< /T (<HTML><body>) >>") == MEDIA_DISGUISED);
	EXPECT(media_read(mem, "%PDF-1.4\n%%EOF\n", 15, &m) == MEDIA_BROKEN);
	EXPECT(media_read(mem, "%PDF-1.4\nstartxref\n3\n%%EOF", 26, &m) ==
	    MEDIA_BROKEN);
	arena_free(mem);
}

UNIT(anything_else_is_refused_by_what_it_is)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum media_fault fault;
	} files[] = {
		{ "", 0, MEDIA_EMPTY },
		{ "<svg xmlns='http://www.w3.org/2000/svg'/>", 41, MEDIA_UNKNOWN },
		{ "<!doctype html>", 15, MEDIA_UNKNOWN },
		{ "PK\3\4 and more", 13, MEDIA_UNKNOWN },
		{ "GIF89a", 6, MEDIA_UNKNOWN },
		{ "\0\0\0\x18" "ftypheic\0\0\0\0", 16, MEDIA_HEIC },
		{ "\0\0\0\x18" "ftypisom\0\0\0\0", 16, MEDIA_UNKNOWN },
		{ "\xff\xd8\xff", 3, MEDIA_BROKEN },
		{ "%PDF-", 5, MEDIA_BROKEN },
	};
	struct arena *mem = arena_new();
	struct media m;

	for (size_t i = 0; i < COUNT(files); i++)
		EXPECT(media_read(mem, files[i].bytes, files[i].n, &m) ==
		    files[i].fault);
	EXPECT(media_read(mem, arena_take(mem, MEDIA_MAX_BYTES + 1),
	    MEDIA_MAX_BYTES + 1, &m) == MEDIA_TOO_LARGE);
	arena_free(mem);
}

UNIT(kinds_of_files_have_names_both_ways)
{
	EXPECT(media_of_name("image/png") == MEDIA_PNG);
	EXPECT(strcmp(media_name(MEDIA_PDF), "application/pdf") == 0);
	EXPECT(strcmp(media_ending(MEDIA_JPEG), "jpg") == 0);
	EXPECT(!media_of_name("text/html") && !media_of_name(NULL));
}
