#include "base/buffer.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { FIRST = 256 };

struct buffer
buffer_sized(struct arena *mem, size_t cap)
{
	struct buffer b = { .mem = mem, .s = arena_raw(mem, cap), .cap = cap };

	b.s[0] = '\0';
	return b;
}

struct buffer
buffer_new(struct arena *mem)
{
	return buffer_sized(mem, FIRST);
}

static void
grow(struct buffer *b, size_t more)
{
	size_t cap = (b->len + more + 1) * 2;
	char *bigger = arena_raw(b->mem, cap);

	memcpy(bigger, b->s, b->len + 1);
	b->s = bigger;
	b->cap = cap;
}

void
buffer_bytes(struct buffer *b, const char *s, size_t n)
{
	if (b->cap - b->len < n + 1)
		grow(b, n);
	memcpy(b->s + b->len, s, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void
buffer_add(struct buffer *b, const char *s)
{
	buffer_bytes(b, s, strlen(s));
}

void
buffer_int(struct buffer *b, int64_t n)
{
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digits[24];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (n < 0)
		digits[--at] = '-';
	buffer_bytes(b, digits + at, sizeof(digits) - at);
}

void
buffer_fmt(struct buffer *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buffer_add(b, arena_vfmt(b->mem, fmt, ap));
	va_end(ap);
}

/* Copies runs of plain bytes at once; `special` names the others. */
static const char *
run(struct buffer *b, const char *s, const char *special)
{
	size_t n = strcspn(s, special);

	buffer_bytes(b, s, n);
	return s + n;
}

void
buffer_html(struct buffer *b, const char *s)
{
	for (s = run(b, s, "&<>\"'"); *s; s = run(b, s + 1, "&<>\"'")) {
		switch (*s) {
		case '&': buffer_bytes(b, "&amp;", 5); break;
		case '<': buffer_bytes(b, "&lt;", 4); break;
		case '>': buffer_bytes(b, "&gt;", 4); break;
		case '"': buffer_bytes(b, "&quot;", 6); break;
		default: buffer_bytes(b, "&#39;", 5); break;
		}
	}
}

static bool
json_escapes(char c)
{
	return c == '"' || c == '\\' || (unsigned char)c < 0x20 || c == 0x7f;
}

void
buffer_json(struct buffer *b, const char *s)
{
	buffer_bytes(b, "\"", 1);
	while (*s) {
		const char *run = s;

		while (*s && !json_escapes(*s))
			s++;
		buffer_bytes(b, run, (size_t)(s - run));
		if (!*s)
			break;
		if (*s == '"' || *s == '\\')
			buffer_fmt(b, "\\%c", *s);
		else if (*s == '\n')
			buffer_bytes(b, "\\n", 2);
		else
			buffer_fmt(b, "\\u%04x", (unsigned)*s);
		s++;
	}
	buffer_bytes(b, "\"", 1);
}

void
buffer_url(struct buffer *b, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		char out[3] = { '%', hex[c >> 4], hex[c & 15] };

		if (strchr(plain, c))
			buffer_bytes(b, s, 1);
		else
			buffer_bytes(b, out, 3);
	}
}
