#include "features/casebook/casebook_unit.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* One code point of well-formed UTF-8; its bytes. */
static size_t
code_point(const char *s, uint32_t *out)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	uint32_t c = n == 1 ? *p : *p & (0xffU >> (n + 1));

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3fU);
	*out = c;
	return n;
}

static enum script
script_of(uint32_t c)
{
	if ((c >= 0x3041 && c <= 0x3096) || c == 0x309d || c == 0x309e)
		return SCRIPT_HIRAGANA;
	if ((c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc ||
	    (c >= 0xff66 && c <= 0xff9f))
		return SCRIPT_KATAKANA;
	if ((c >= 0x3400 && c <= 0x9fff) || c == 0x3005 || c == 0x3006 ||
	    (c >= 0xf900 && c <= 0xfaff) || c >= 0x20000)
		return SCRIPT_KANJI;
	return SCRIPT_OTHER;
}

static char
ascii_of(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	/* Hyphens of every kind stand between digits. */
	if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 ||
	    c == 0x2212 || c == 0x2015)
		c = '-';
	return c < 0x80 ? (char)c : 0;
}

/* A voicing mark of its own, or a sign that only chooses a glyph. */
static bool
joins(uint32_t c)
{
	return c == 0xff9e || c == 0xff9f || c == 0x3099 || c == 0x309a ||
	    (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

struct units
units_of(struct arena *mem, const char *text)
{
	struct unit *all = arena_array(mem, strlen(text) + 1, sizeof(*all));
	size_t n = 0;

	for (const char *s = text; *s;) {
		uint32_t c, mark;
		size_t len = code_point(s, &c);
		struct unit *u = &all[n++];

		while (s[len]) {
			size_t more = code_point(s + len, &mark);

			if (!joins(mark))
				break;
			len += more;
		}
		*u = (struct unit){ .s = s, .n = len, .c = ascii_of(c),
		    .script = script_of(c) };
		u->key = c == '\n' ? "\n" : text_key(mem,
		    arena_bytes(mem, s, len));
		s += len;
	}
	return (struct units){ all, n };
}

size_t
units_have(const struct units *u, size_t i, const char *word)
{
	size_t from = i;

	for (; *word && i < u->n; word += u->at[i++].n) {
		if (strncmp(word, u->at[i].s, u->at[i].n) != 0)
			return 0;
	}
	return *word ? 0 : i - from;
}

size_t
units_have_one(const struct units *u, size_t i, const char *const *words,
    size_t n)
{
	size_t best = 0;

	for (size_t w = 0; w < n; w++) {
		size_t len = units_have(u, i, words[w]);

		if (len > best)
			best = len;
	}
	return best;
}

const char *
units_text(struct arena *mem, const struct units *u, size_t from, size_t to)
{
	const char *s = from < u->n ? u->at[from].s : "";

	return from < to ? arena_bytes(mem, s, (size_t)(u->at[to - 1].s +
	    u->at[to - 1].n - s)) : "";
}

static const char *const kanji_digits[] = { "〇", "一", "二", "三", "四", "五",
	"六", "七", "八", "九" };

static size_t
kanji_number(const struct units *u, size_t i, long *out)
{
	size_t from = i;
	long tens = 0, ones = 0;
	bool ten = false;

	for (; i < u->n; i++) {
		size_t d = 0;

		if (units_have(u, i, "十") && !ten) {
			tens = ones ? ones : 1;
			ones = 0;
			ten = true;
			continue;
		}
		while (d < COUNT(kanji_digits) &&
		    !units_have(u, i, kanji_digits[d]))
			d++;
		if (d == COUNT(kanji_digits) || ones > 1000)
			break;
		ones = ones * 10 + (long)d;
	}
	*out = tens * 10 + ones;
	return i - from;
}

size_t
units_number(const struct units *u, size_t i, long *out)
{
	size_t from = i;

	*out = 0;
	if (units_have(u, i, "元")) {
		*out = 1;
		return 1;
	}
	for (; i < u->n && u->at[i].c >= '0' && u->at[i].c <= '9' &&
	    i - from < 9; i++)
		*out = *out * 10 + (u->at[i].c - '0');
	return i > from ? i - from : kanji_number(u, i, out);
}

size_t
units_honorific(const struct units *u, size_t i)
{
	static const char *const all[] = { "さん", "ちゃん", "くん", "さま", "様",
	    "君", "氏", "先生", "殿", "家", "宅", "母", "父", "祖母", "祖父", "兄",
	    "姉", "弟", "妹", "両親", "親子", "一家", "看護師", "保健師", "医師",
	    "保育士", "相談員", "園長", "院長", "校長", "教頭", "部長", "課長",
	    "主任", "係長", "職員", "教諭", "ママ", "パパ", "ｻﾝ", "サン", "チャン",
	    "クン", "ﾁｬﾝ", "ｸﾝ", "ちゃま", "たん" };

	return units_have_one(u, i, all, COUNT(all));
}

bool
units_particle(const struct units *u, size_t i)
{
	static const char *const all[] = { "は", "が", "を", "に", "の", "と",
	    "も", "で", "や", "へ", "か", "だ", "ら", "な", "よ", "ね", "宛",
	    "って" };

	return units_have_one(u, i, all, COUNT(all)) > 0;
}
