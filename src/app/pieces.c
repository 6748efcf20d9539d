#include "app/page.h"

#include <string.h>

#include "app/codes.h"
#include "app/site.h"

/* Small pieces of markup that pages are put together from. */

/* A run of digits and hyphens that reads as a telephone number, or a URL. */
static size_t
phone_length(const char *s)
{
	size_t n = 0, digits = 0;

	if (*s != '0')
		return 0;
	while (n < 14 && ((s[n] >= '0' && s[n] <= '9') || s[n] == '-'))
		digits += s[n++] != '-';
	return digits >= 10 && digits <= 11 && s[n - 1] != '-' ? n : 0;
}

static size_t
url_length(const char *s)
{
	size_t n = 0;

	if (*s != 'h')
		return 0;
	if (strncmp(s, "https://", 8) != 0 && strncmp(s, "http://", 7) != 0)
		return 0;
	while (s[n] > ' ' && (unsigned char)s[n] < 0x80 && !strchr("<>\"'", s[n]))
		n++;
	return n;
}

static void
put_link(struct buffer *b, const char *scheme, const char *text)
{
	buffer_add(b, "<a href=\"");
	buffer_add(b, scheme);
	buffer_html(b, text);
	buffer_add(b, "\">");
	buffer_html(b, text);
	buffer_add(b, "</a>");
}

/* Where something other than plain text may begin. */
static size_t
plain_length(const char *s)
{
	return strcspn(s, "\n0h");
}

const struct html *
html_lines(struct arena *mem, const char *text)
{
	struct buffer b = buffer_new(mem);
	const char *s = text ? text : "";
	size_t n;

	while (*s) {
		if ((n = phone_length(s)) && (s == text || s[-1] < '0' ||
		    s[-1] > '9')) {
			put_link(&b, "tel:", arena_bytes(mem, s, n));
		} else if ((n = url_length(s))) {
			put_link(&b, "", arena_bytes(mem, s, n));
		} else if (*s == '\n') {
			buffer_add(&b, "<br>");
			n = 1;
		} else {
			n = 1 + plain_length(s + 1);
			buffer_html(&b, arena_bytes(mem, s, n));
		}
		s += n;
	}
	return html_from(mem, &b);
}

const struct html *
html_join(struct arena *mem, const struct html *const *parts, size_t n)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n; i++)
		buffer_add(&b, html_text(parts[i]));
	return html_from(mem, &b);
}

const struct html *
html_part(struct request *r, const struct template *t, const void *slots)
{
	struct buffer b = buffer_new(r->mem);

	html_render(r->site->templates, t, slots, &b);
	return html_from(r->mem, &b);
}

static void
put_chip(struct buffer *b, const struct code *c)
{
	static const char *const tones[] = { "", " chip--orange",
	    " chip--red" };

	buffer_fmt(b, "<span class=\"chip%s\">",
	    c->min >= 0 && c->min < 3 ? tones[c->min] : "");
	buffer_html(b, c->label);
	buffer_add(b, "</span>");
}

const struct html *
html_chips(struct request *r, const char *list, const char *set)
{
	struct buffer b = buffer_new(r->mem);
	const char *s = set ? set : "";

	buffer_add(&b, *s ? "<span class=\"chips\">" : "");
	while (*s) {
		size_t n = strcspn(s, ",");
		const struct code *c = codes_find(r->codes, list,
		    arena_bytes(r->mem, s, n));

		if (c)
			put_chip(&b, c);
		s += n + (s[n] == ',');
	}
	buffer_add(&b, b.len ? "</span>" : "");
	return html_from(r->mem, &b);
}
