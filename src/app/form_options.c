#include "app/page.h"

#include <string.h>

#include "app/codes.h"

/* The <option>s of a <select>, from a list, the municipalities, a fixed few. */

static void
put_option(struct buffer *b, const char *value, const char *label, bool now)
{
	buffer_add(b, "<option value=\"");
	buffer_html(b, value);
	buffer_add(b, now ? "\" selected>" : "\">");
	buffer_html(b, label ? label : "");
	buffer_add(b, "</option>");
}

static bool
is(const char *chosen, const char *value)
{
	return chosen && strcmp(chosen, value) == 0;
}

const struct html *
form_options(struct request *r, const char *list, const char *chosen,
    const char *empty_label)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const struct code *c = codes_list(r->codes, list, &n);

	if (empty_label)
		put_option(&b, "", empty_label, false);
	for (size_t i = 0; i < n; i++) {
		bool now = is(chosen, c[i].code);

		if (now || code_valid(&c[i], r->today))
			put_option(&b, c[i].code, c[i].label, now);
	}
	return html_from(r->mem, &b);
}

const struct html *
form_choices(struct request *r, const struct choice *c, size_t n,
    const char *chosen, const char *empty_label)
{
	struct buffer b = buffer_new(r->mem);

	if (empty_label)
		put_option(&b, "", empty_label, false);
	for (size_t i = 0; i < n; i++)
		put_option(&b, c[i].value, c[i].label, is(chosen, c[i].value));
	return html_from(r->mem, &b);
}

const struct html *
form_municipalities(struct request *r, const char *chosen,
    const char *empty_label)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const struct municipality *m = codes_municipalities(r->codes, &n);

	if (empty_label)
		put_option(&b, "", empty_label, false);
	for (size_t i = 0; i < n; i++)
		put_option(&b, m[i].code, m[i].name, is(chosen, m[i].code));
	return html_from(r->mem, &b);
}
