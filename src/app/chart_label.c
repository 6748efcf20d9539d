#include "app/chart_draw.h"

#include <string.h>

/*
 * Labels are measured by their code points: half an em for ASCII, an em for
 * everything else, which is what Japanese fonts do.
 */

static size_t
bytes_of(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xC0) == 0x80)
		n++;
	return n;
}

static int
halves_of(const char *s)
{
	return (unsigned char)*s < 0x80 ? 1 : 2;
}

static int
halves(const char *s)
{
	int n = 0;

	for (; *s; s += bytes_of(s))
		n += halves_of(s);
	return n;
}

static int
width_of(const char *s)
{
	return (halves(s) * CHART_FONT + 1) / 2;
}

/* After these a line may end early: the reader expects a pause there. */
static bool
is_pause(const char *s)
{
	static const char *const marks[] = { "・", "／", "、", "）", " " };

	for (size_t i = 0; i < COUNT(marks); i++) {
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return true;
	}
	return false;
}

static bool
opens(const char *s)
{
	return strncmp(s, "（", strlen("（")) == 0 ||
	    strncmp(s, "「", strlen("「")) == 0;
}

/* Bytes of a line of `aim` halves, or up to four less where a pause is. */
static size_t
line_bytes(const char *s, int aim)
{
	size_t at = 0, pause = 0;
	int n = 0;

	while (s[at] && n + halves_of(s + at) <= aim) {
		const char *taken = s + at;

		n += halves_of(taken);
		at += bytes_of(taken);
		if (n + 4 >= aim && (is_pause(taken) || opens(s + at)))
			pause = at;
	}
	if (!s[at])
		return at;
	return pause ? pause : at ? at : bytes_of(s);
}

struct label
label_of(struct arena *mem, const char *text, int width)
{
	struct label l = { .n = 0 };
	int all = halves(text), fits = width * 2 / CHART_FONT;
	int lines = all ? (all + fits - 1) / fits : 1, aim;

	if (lines > CHART_MAX_LINES)
		lines = CHART_MAX_LINES;
	/* An ending pulled forward must still leave room on the last line. */
	aim = (all + lines - 1) / lines + (lines > 1 ? 2 : 0);
	while (l.n < CHART_MAX_LINES && (*text || !l.n)) {
		bool last = l.n == CHART_MAX_LINES - 1;
		size_t n = last ? strlen(text) : line_bytes(text, aim);

		l.line[l.n] = arena_bytes(mem, text, n);
		if (width_of(l.line[l.n]) > l.width)
			l.width = width_of(l.line[l.n]);
		l.n++;
		text += n;
	}
	return l;
}
