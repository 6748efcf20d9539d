#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buffer.h"

/* Length of the sequence a lead byte opens; 0: no lead byte. */
static size_t
sequence(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c < 0xe0)
		return 2;
	if (c >= 0xe0 && c < 0xf0)
		return 3;
	return c >= 0xf0 && c < 0xf5 ? 4 : 0;
}

static bool
continues(const unsigned char *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return false;
	}
	return true;
}

/* Overlong forms, surrogates and what lies beyond Unicode. */
static bool
is_misformed(const unsigned char *p)
{
	return (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f);
}

bool
text_valid(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;

	for (size_t i = 0, n; i < len; i += n) {
		n = p[i] ? sequence(p[i]) : 0;
		if (!n || n > len - i || !continues(p + i, n) ||
		    (n > 2 && is_misformed(p + i)))
			return false;
	}
	return true;
}

size_t
text_length(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* Bytes of the space that begins here: ASCII, no-break, ideographic. */
static size_t
space_at(const char *s)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (strncmp(s, "\xc2\xa0", 2) == 0)
		return 2;
	return strncmp(s, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

bool
text_blank(const char *s)
{
	size_t n;

	if (!s)
		return true;
	while ((n = space_at(s)))
		s += n;
	return *s == '\0';
}

/* Spaces of any width at both ends go; the text is ours to cut. */
static char *
trim(char *s)
{
	char *end = s, *at;
	size_t n;

	while ((n = space_at(s)))
		s += n;
	for (at = s, end = s; *at;) {
		n = space_at(at);
		at += n ? n : 1;
		if (!n)
			end = at;
	}
	*end = '\0';
	return s;
}

/* Line ends become \n; other control characters go. */
static char *
drop_controls(char *s)
{
	char *out = s;

	for (char *in = s; *in; in++) {
		unsigned char c = (unsigned char)*in;

		if (c == '\r') {
			*out++ = '\n';
			in += in[1] == '\n';
		} else if (c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f)) {
			*out++ = (char)c;
		}
	}
	*out = '\0';
	return s;
}

static bool
is_ascii(const char *s)
{
	for (; *s; s++) {
		if ((unsigned char)*s >= 0x80)
			return false;
	}
	return true;
}

/* utf8proc allocates; the arena keeps the copy. */
static char *
mapped(struct arena *mem, const char *s, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
	    UTF8PROC_NULLTERM | UTF8PROC_STABLE | options);
	char *copy = n < 0 ? arena_text(mem, s) :
	    arena_bytes(mem, (const char *)out, (size_t)n);

	free(out);
	return copy;
}

/*
 * Composing changes nothing unless a combining mark, a compatibility kanji or
 * a decomposed letter stands there: most text has none, and is copied.
 */
static bool
is_composed(const char *s)
{
	for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
		if (*p == 0xcc || *p == 0xcd || *p == 0xef || *p == 0xf0)
			return false;
		if (p[0] == 0xe3 && p[1] == 0x82 && (p[2] == 0x99 || p[2] == 0x9a))
			return false;
		if (*p >= 0xc3 && *p < 0xe3)
			return false;
	}
	return true;
}

const char *
text_tidy(struct arena *mem, const char *s)
{
	/* First: what a control character kept apart may compose. */
	char *copy = drop_controls(arena_text(mem, s));

	return trim(is_composed(copy) ? copy :
	    mapped(mem, copy, UTF8PROC_COMPOSE));
}

const char *
text_fold_width(struct arena *mem, const char *s)
{
	return is_ascii(s) ? s :
	    mapped(mem, s, UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

const char *
text_katakana(struct arena *mem, const char *s)
{
	char *out = arena_text(mem, text_fold_width(mem, s));

	for (unsigned char *p = (unsigned char *)out; *p; p++) {
		/* U+3041..U+3096 is E3 81 81..E3 82 96; katakana is 0x60 on. */
		unsigned code;

		if (p[0] != 0xe3 || (p[1] != 0x81 && p[1] != 0x82))
			continue;
		code = (unsigned)(p[1] & 0x3f) << 6 | (p[2] & 0x3fU);
		if (code >= 0x41 && code <= 0x96) {
			code += 0x60;
			p[1] = (unsigned char)(0x80 | code >> 6);
			p[2] = (unsigned char)(0x80 | (code & 0x3f));
		}
		p += 2;
	}
	return trim(out);
}

bool
text_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool
text_number(const char *s, int64_t *out)
{
	bool minus = false, digits = false;
	int64_t n = 0;
	size_t skip;

	while ((skip = space_at(s)))
		s += skip;
	if (*s == '-' || *s == '+')
		minus = *s++ == '-';
	for (; *s; s += skip) {
		int digit = -1;

		skip = 1;
		if (*s >= '0' && *s <= '9') {
			digit = *s - '0';
		} else if (strncmp(s, "\xef\xbc", 2) == 0 &&
		    (unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x99) {
			digit = (unsigned char)s[2] - 0x90;
			skip = 3;
		} else if (*s == ',' && digits) {
			continue;
		}
		if (digit < 0)
			break;
		digits = true;
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, digit, &n))
			return false;
	}
	if (!digits || !text_blank(s))
		return false;
	*out = minus ? -n : n;
	return true;
}

const char *
text_cut(struct arena *mem, const char *s, size_t n)
{
	size_t i = 0, points = 0;

	while (s[i] && (points += ((unsigned char)s[i] & 0xc0) != 0x80) <= n)
		i++;
	if (!s[i])
		return s;
	return arena_fmt(mem, "%.*s…", (int)i, s);
}

/* Bytes of the separator that begins here, or 0. */
static size_t
separator_at(const char *s)
{
	if (*s == ';' || *s == '\n' || *s == '\r')
		return 1;
	return strncmp(s, "；", 3) == 0 || strncmp(s, "、", 3) == 0 ? 3 : 0;
}

const char *const *
text_split(struct arena *mem, const char *s, size_t *n)
{
	size_t most = 1, found = 0;
	const char **parts;

	for (const char *p = s; *p; p++)
		most += separator_at(p) != 0;
	parts = arena_array(mem, most + 1, sizeof(*parts));
	while (*s) {
		const char *end = s;
		size_t skip = 0;

		while (*end && !(skip = separator_at(end)))
			end++;
		parts[found] = trim(arena_bytes(mem, s, (size_t)(end - s)));
		found += *parts[found] != '\0';
		s = end + skip;
	}
	parts[found] = NULL;
	if (n)
		*n = found;
	return parts;
}

const char *
text_join(struct arena *mem, const char *const *parts, size_t n)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n; i++) {
		if (b.len && *parts[i])
			buffer_add(&b, "；");
		buffer_add(&b, parts[i]);
	}
	return b.s;
}

bool
text_set_has(const char *set, const char *word)
{
	size_t n = strlen(word);

	while (set && *set) {
		size_t len = strcspn(set, ",");

		if (len == n && strncmp(set, word, n) == 0)
			return true;
		set += len + (set[len] == ',');
	}
	return false;
}
