#include "app/chart_draw.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* What all drawings share: colours, sums, and the sentence in the title. */

static const char *const ramp[] = { "#000060", "#0017c1", "#264af4", "#4979f5",
	"#7096f8", "#9db7f9", "#c5d7fb" };
static const char unknown_grey[] = "#b3b3b3";

/* Few parts leave out the third blue: their neighbours differ more in grey. */
enum { FEW = 6, THIRD = 2 };

const char *
chart_colour(const struct chart *c, size_t part)
{
	size_t known = 0, before = 0;

	if (c->parts[part].unknown)
		return unknown_grey;
	for (size_t i = 0; i < c->n; i++) {
		known += !c->parts[i].unknown;
		before += !c->parts[i].unknown && i < part;
	}
	if (known <= FEW)
		return ramp[before < THIRD ? before : before + 1];
	return ramp[before * (COUNT(ramp) - 1) / (known - 1)];
}

static unsigned
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	assert(at);
	return (unsigned)(at - digits);
}

static double
channel(const char *two)
{
	double v = (hex_digit(two[0]) * 16 + hex_digit(two[1])) / 255.0;

	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double
luminance(const char *colour)
{
	assert(strlen(colour) == 7 && colour[0] == '#');
	return 0.2126 * channel(colour + 1) + 0.7152 * channel(colour + 3) +
	    0.0722 * channel(colour + 5);
}

double
chart_contrast(const char *a, const char *b)
{
	double x = luminance(a), y = luminance(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

const char *
chart_ink(const char *colour)
{
	return chart_contrast(colour, "#ffffff") >=
	    chart_contrast(colour, "#000000") ? "#ffffff" : "#000000";
}

int64_t
chart_sum(const struct chart_part *parts, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += parts[i].count > 0 ? parts[i].count : 0;
	return sum;
}

int
chart_digits(int64_t count)
{
	int n = 1;

	for (; count >= 10; count /= 10)
		n++;
	return n;
}

bool
chart_linked(const struct chart *c)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->parts[i].url)
			return true;
	}
	return false;
}

/* All labels that share the greatest count: a tie has no single winner. */
static const char *
largest(struct arena *mem, const struct chart *c, int64_t *count)
{
	struct buffer b = buffer_new(mem);

	*count = 0;
	for (size_t i = 0; i < c->n; i++) {
		if (c->parts[i].count > *count)
			*count = c->parts[i].count;
	}
	for (size_t i = 0; i < c->n; i++) {
		if (c->parts[i].count != *count)
			continue;
		buffer_add(&b, b.len ? "、" : "");
		buffer_add(&b, c->parts[i].label);
	}
	return b.s;
}

const char *
chart_sentence(struct arena *mem, const struct chart *c)
{
	int64_t sum = chart_sum(c->parts, c->n), most;
	int64_t total = c->total ? c->total : sum;
	const char *who = largest(mem, c, &most);

	if (!sum)
		return arena_fmt(mem, "%s。記録がありません。", c->title);
	return arena_fmt(mem, "%s。合計%lld%s。最も多いのは%sで%lld%s（%lld％）。",
	    c->title, (long long)total, c->unit, who, (long long)most, c->unit,
	    (long long)((most * 200 + total) / (total * 2)));
}
