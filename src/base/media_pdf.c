#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/media_parts.h"

/*
 * PDF: begins at its first byte, ends at its last %%EOF, points to its table of
 * contents, and names nothing that acts. Names are looked for in all of its
 * bytes, strings and streams included, with their escapes undone; objects that
 * are packed together are unpacked for it. Whoever packs them so that they
 * cannot be looked at here is refused.
 */
enum {
	NAME = 32,			/* longer than any that is looked for */
	LOOKED_BACK = 512,		/* an escaped name cut by a buffer's end */
	BUFFER = 64 * 1024,
	MAX_UNPACKED = 256 << 20,
	SNIFFED = 1024,			/* what browsers look at to guess */
};

struct pdf {
	size_t unpacked;
	bool acts, locked, recoded;
	bool packed;			/* objects packed together anywhere */
	bool waits;			/* for the stream of such objects */
};

static bool
is_white(unsigned char c)
{
	return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' ||
	    c == ' ';
}

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool
ends_name(unsigned char c)
{
	return is_white(c) || strchr("()<>[]{}/%", c);
}

static int
hex(unsigned char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) :
	    NULL;

	return at ? (int)(at - digits) : -1;
}

static bool
is_one_of(const char *name, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name, words[i]) == 0)
			return true;
	}
	return false;
}

#define ONE_OF(name, words) \
	is_one_of(name, words, sizeof(words) / sizeof(*(words)))

static void
note_name(struct pdf *p, const char *name)
{
	static const char *const acts[] = { "JavaScript", "Launch",
		"EmbeddedFile", "EmbeddedFiles", "RichMedia", "Rendition", "XFA",
		"SubmitForm", "ImportData", "GoToE" };
	static const char *const recodes[] = { "ASCIIHexDecode", "AHx",
		"ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode" };

	p->acts |= ONE_OF(name, acts);
	p->recoded |= ONE_OF(name, recodes);
	p->locked |= strcmp(name, "Encrypt") == 0;
	if (strcmp(name, "ObjStm") == 0)
		p->packed = p->waits = true;
}

/* The name behind a slash at `at`. One that the end cuts off is noted only when
 * nothing follows: `last`. */
static void
read_name(struct pdf *p, const unsigned char *s, size_t n, size_t at,
    bool last)
{
	char name[NAME + 1] = "";
	size_t len = 0;

	while (++at < n && !ends_name(s[at])) {
		int high = s[at] == '#' && n - at > 2 ? hex(s[at + 1]) : -1;
		int low = high < 0 ? -1 : hex(s[at + 2]);

		if (len == NAME)
			return;
		name[len++] = (char)(low < 0 ? s[at] : high * 16 + low);
		at += low < 0 ? 0 : 2;
	}
	if (at < n || last)
		note_name(p, name);
}

static void
read_names(struct pdf *p, const unsigned char *s, size_t n, bool last)
{
	const unsigned char *at = memchr(s, '/', n);

	while (at) {
		size_t i = (size_t)(at - s);

		read_name(p, s, n, i, last);
		at = memchr(at + 1, '/', n - i - 1);
	}
}

/* Objects packed together begin with numbers: which they are, and where. */
static bool
may_be_objects(const unsigned char *s, size_t n)
{
	for (size_t i = 0; i < n && i < 4; i++) {
		if (!is_white(s[i]) && !is_digit(s[i]))
			return false;
	}
	return n > 0;
}

/* A comment or a sign at the front, too, would be read by some. */
static bool
is_looked_into(const unsigned char *s, size_t n)
{
	return n && (may_be_objects(s, 1) || strchr("%+-", s[0]));
}

/* Unpacks as long as it may hold objects, names noted; whether it did. */
static bool
unpack(struct pdf *p, z_stream *z, const unsigned char *s, size_t n)
{
	unsigned char buffer[LOOKED_BACK + BUFFER];
	size_t kept = 0;
	bool first = true, objects = false;
	int rc = inflateReset(z);

	z->next_in = (Bytef *)(uintptr_t)s;
	z->avail_in = (uInt)n;
	while (rc == Z_OK && p->unpacked < MAX_UNPACKED && !p->acts) {
		size_t got;

		z->next_out = buffer + kept;
		z->avail_out = first ? NAME : BUFFER;
		rc = inflate(z, Z_NO_FLUSH);
		got = kept + (first ? NAME : BUFFER) - z->avail_out;
		p->unpacked += got - kept;
		if (first)
			objects = may_be_objects(buffer, got);
		if (first && !is_looked_into(buffer, got))
			return false;
		first = false;
		read_names(p, buffer, got, rc != Z_OK);
		kept = got < LOOKED_BACK ? got : LOOKED_BACK;
		memmove(buffer, buffer + got - kept, kept);
	}
	return objects;
}

static bool
is_zlib(const unsigned char *s, size_t n)
{
	return n > 2 && (s[0] & 0x0f) == Z_DEFLATED && s[0] >> 4 <= 7 &&
	    (s[0] * 256 + s[1]) % 31 == 0;
}

/* Behind the word "stream" and the end of its line. */
static enum media_fault
read_stream(struct pdf *p, z_stream *z, const unsigned char *s, size_t n)
{
	bool waits = p->waits, objects;

	objects = is_zlib(s, n) ? unpack(p, z, s, n) : may_be_objects(s, n);
	if (p->unpacked >= MAX_UNPACKED)
		return MEDIA_TOO_LARGE;
	p->waits = false;
	return waits && !objects ? MEDIA_BROKEN : MEDIA_FINE;
}

/* Where the bytes of a stream begin, when its word stands at `at`; else 0. */
static size_t
behind_word(const unsigned char *s, size_t n, size_t at)
{
	if (n - at < 7 || memcmp(s + at, "stream", 6) != 0 ||
	    (at >= 3 && memcmp(s + at - 3, "end", 3) == 0))
		return 0;
	at += 6;
	if (s[at] == '\r' && n - at > 1 && s[at + 1] == '\n')
		return at + 2;
	return s[at] == '\r' || s[at] == '\n' ? at + 1 : 0;
}

/* All names and all streams, in the order they stand in. */
static enum media_fault
read_body(struct pdf *p, z_stream *z, const unsigned char *s, size_t n)
{
	enum media_fault fault = MEDIA_FINE;

	for (size_t i = 0; !fault && i < n; i++) {
		size_t data = s[i] == 's' ? behind_word(s, n, i) : 0;

		if (s[i] == '/')
			read_name(p, s, n, i, true);
		if (data)
			fault = read_stream(p, z, s + data, n - data);
	}
	return fault;
}

static const unsigned char *
last_of(const unsigned char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = n < len ? 0 : n - len + 1; i > 0; i--) {
		if (memcmp(s + i - 1, word, len) == 0)
			return s + i - 1;
	}
	return NULL;
}

/* "startxref 1234 %%EOF" at the end, and a table at byte 1234. */
static bool
ends_well(const unsigned char *s, size_t n)
{
	const unsigned char *eof = last_of(s, n, "%%EOF"), *at;
	size_t table = 0, digits = 0;

	if (!eof)
		return false;
	for (at = eof + 5; at < s + n; at++) {
		if (!is_white(*at))
			return false;
	}
	at = last_of(s, (size_t)(eof - s), "startxref");
	if (!at)
		return false;
	for (at += 9; at < eof && is_white(*at);)
		at++;
	for (; at < eof && is_digit(*at) && digits < 9; digits++)
		table = table * 10 + (size_t)(*at++ - '0');
	while (at < eof && is_white(*at))
		at++;
	if (at != eof || !digits || table >= n)
		return false;
	while (table < n && is_white(s[table]))
		table++;
	return n - table > 4 &&
	    (memcmp(s + table, "xref", 4) == 0 || is_digit(s[table]));
}

enum media_fault
media_pdf(const unsigned char *s, size_t n, struct media *m)
{
	struct pdf p = { 0 };
	z_stream z = { 0 };
	enum media_fault fault;

	if (n < 8 || (s[5] != '1' && s[5] != '2') || s[6] != '.' ||
	    !is_digit(s[7]))
		return MEDIA_BROKEN;
	if (media_hides(s + 1, n <= SNIFFED ? n - 1 : SNIFFED))
		return MEDIA_DISGUISED;
	if (!ends_well(s, n))
		return MEDIA_BROKEN;
	if (inflateInit(&z) != Z_OK)
		abort();
	fault = read_body(&p, &z, s, n);
	inflateEnd(&z);
	if (p.acts)
		return MEDIA_ACTIVE;
	if (p.locked)
		return MEDIA_LOCKED;
	if (fault || p.waits || (p.packed && p.recoded))
		return fault ? fault : MEDIA_BROKEN;
	m->type = MEDIA_PDF;
	m->bytes = (const char *)s;
	m->len = n;
	return MEDIA_FINE;
}
