#include <string.h>

#include "base/media_parts.h"

/*
 * JPEG, as cameras, scanners and browsers write it: baseline, extended or
 * progressive, Huffman coded. Segment by segment; what is not named here is
 * left behind when it only tells, and refused when the picture needs it.
 */
enum {
	SOF0 = 0xc0, SOF1 = 0xc1, SOF2 = 0xc2, DHT = 0xc4, RST0 = 0xd0,
	RST7 = 0xd7, EOI = 0xd9, SOS = 0xda, DQT = 0xdb, DRI = 0xdd,
	APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2, APP14 = 0xee, APP15 = 0xef,
	COM = 0xfe,
	MAX_SCANS = 200,	/* a picture drawn a thousand times is an attack */
	TURN = 36,		/* bytes of the segment that says how to turn */
	JFIF_PLAIN = 14, ADOBE_PLAIN = 12, ORIENTATION = 0x0112, SHORT = 3,
};

struct jpeg {
	const unsigned char *in;
	size_t n, at;
	unsigned char *out;		/* begins TURN bytes late */
	size_t len;
	struct media *media;
	unsigned orientation, scans;
	bool framed, ended;
};

struct span {
	const unsigned char *s;
	size_t n;
};

static void
keep(struct jpeg *j, const unsigned char *s, size_t n)
{
	memcpy(j->out + j->len, s, n);
	j->len += n;
}

static unsigned
be16(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

/* A number of 2 or 4 bytes at `at`; 0 where there is none. */
static size_t
number(struct span tiff, size_t at, size_t bytes)
{
	bool big = tiff.s[0] == 'M';
	size_t value = 0;

	if (at > tiff.n || tiff.n - at < bytes)
		return 0;
	for (size_t i = 0; i < bytes; i++)
		value = value << 8 | tiff.s[at + (big ? i : bytes - 1 - i)];
	return value;
}

/* How to turn the picture, 1 to 8, from the first directory of its EXIF. */
static unsigned
orientation(struct span app1)
{
	struct span tiff = { app1.s + 6, app1.n - 6 };
	size_t at, n;

	if (app1.n < 14 || memcmp(app1.s, "Exif\0\0", 6) != 0 ||
	    (memcmp(tiff.s, "II*\0", 4) != 0 && memcmp(tiff.s, "MM\0*", 4) != 0))
		return 0;
	at = number(tiff, 4, 4);
	n = number(tiff, at, 2);
	for (size_t i = 0; i < n && at < tiff.n; i++) {
		size_t entry = at + 2 + 12 * i, value = number(tiff, entry + 8, 2);

		if (number(tiff, entry, 2) == ORIENTATION &&
		    number(tiff, entry + 2, 2) == SHORT)
			return value <= 8 ? (unsigned)value : 0;
	}
	return 0;
}

static bool
is(struct span s, const char *name, size_t n)
{
	return s.n >= n && memcmp(s.s, name, n) == 0;
}

/* What the picture is drawn with: its density, its colours. */
static bool
is_kept(unsigned marker, struct span s)
{
	switch (marker) {
	case DHT:
	case DQT:
	case DRI:
		return true;
	case APP0:
		return s.n == JFIF_PLAIN && is(s, "JFIF", 5);
	case APP2:
		return is(s, "ICC_PROFILE", 12);
	case APP14:
		return s.n == ADOBE_PLAIN && is(s, "Adobe", 5);
	default:
		return false;
	}
}

static enum media_fault
read_frame(struct jpeg *j, struct span s)
{
	size_t parts = s.n > 5 ? s.s[5] : 0;

	if (j->framed || (parts != 1 && parts != 3 && parts != 4) ||
	    s.n != 6 + 3 * parts)
		return MEDIA_BROKEN;
	j->framed = true;
	return media_size(j->media, be16(s.s + 3), be16(s.s + 1));
}

/* The drawing itself: up to the next marker that is no part of it. */
static void
keep_scan(struct jpeg *j)
{
	size_t from = j->at;

	while (j->at < j->n) {
		const unsigned char *mark = memchr(j->in + j->at, 0xff,
		    j->n - j->at);

		j->at = mark ? (size_t)(mark - j->in) : j->n;
		if (j->n - j->at < 2)
			break;
		if (mark[1] != 0 && (mark[1] < RST0 || mark[1] > RST7))
			break;
		j->at += 2;
	}
	keep(j, j->in + from, j->at - from);
}

static enum media_fault
read_segment(struct jpeg *j, unsigned marker, struct span s)
{
	const unsigned char head[] = { 0xff, (unsigned char)marker,
		(unsigned char)((s.n + 2) >> 8), (unsigned char)(s.n + 2) };
	bool frame = marker >= SOF0 && marker <= SOF2;
	bool tells = (marker >= APP0 && marker <= APP15) || marker == COM;
	enum media_fault fault = frame ? read_frame(j, s) : MEDIA_FINE;

	if (fault)
		return fault;
	if (marker == APP1 && !j->orientation)
		j->orientation = orientation(s);
	if (!frame && marker != SOS && !is_kept(marker, s))
		return tells ? MEDIA_FINE : MEDIA_BROKEN;
	if (marker == SOS && (!j->framed || ++j->scans > MAX_SCANS))
		return MEDIA_BROKEN;
	keep(j, head, sizeof(head));
	keep(j, s.s, s.n);
	if (marker == SOS)
		keep_scan(j);
	return MEDIA_FINE;
}

/* From one marker to behind its segment. */
static enum media_fault
read_next(struct jpeg *j)
{
	unsigned marker;
	size_t n;

	if (j->at >= j->n || j->in[j->at] != 0xff)
		return MEDIA_BROKEN;
	while (j->at < j->n && j->in[j->at] == 0xff)
		j->at++;
	if (j->at == j->n)
		return MEDIA_BROKEN;
	marker = j->in[j->at++];
	if (marker == EOI) {
		j->ended = true;
		keep(j, (const unsigned char *)"\xff\xd9", 2);
		return j->scans ? MEDIA_FINE : MEDIA_BROKEN;
	}
	n = j->n - j->at < 2 ? 0 : be16(j->in + j->at);
	if (n < 2 || n > j->n - j->at)
		return MEDIA_BROKEN;
	j->at += n;
	return read_segment(j, marker, (struct span){ j->in + j->at - n + 2,
	    n - 2 });
}

/* EXIF with nothing in it but how to turn the picture. */
static void
put_turn(unsigned char *out, unsigned turn)
{
	static const unsigned char segment[TURN] = "\xff\xe1\0\x22"
	    "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0"
	    "\0\0\0";

	memcpy(out, segment, TURN);
	out[29] = (unsigned char)turn;
}

enum media_fault
media_jpeg(struct arena *mem, const unsigned char *s, size_t n,
    struct media *m)
{
	struct jpeg j = { .in = s, .n = n, .at = 2, .len = 2 + TURN,
		.media = m };
	size_t from = TURN;
	enum media_fault fault = MEDIA_FINE;

	j.out = arena_raw(mem, n + TURN);
	while (!fault && !j.ended)
		fault = read_next(&j);
	if (fault)
		return fault;
	if (media_hides(s + j.at, n - j.at))
		return MEDIA_DISGUISED;
	if (j.orientation > 1) {
		from = 0;
		put_turn(j.out + 2, j.orientation);
	}
	memcpy(j.out + from, s, 2);
	m->type = MEDIA_JPEG;
	m->turn = j.orientation > 1 ? j.orientation : 1;
	m->bytes = (const char *)j.out + from;
	m->len = j.len - from;
	return MEDIA_FINE;
}
