#include "app/letter.h"

#include <string.h>

#include "base/text.h"

const char *
letter_text(const struct letter *l, const char *name)
{
	const char *s = pairs_get(&l->said, name);

	return s && *s ? s : NULL;
}

const char *
letter_line(struct request *r, const struct letter *l, const char *name,
    size_t max)
{
	const char *s = letter_text(l, name);
	char *line;

	if (!s)
		return NULL;
	line = arena_bytes(r->mem, s, strlen(s));
	for (char *c = line; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	}
	return text_cut(r->mem, line, max);
}

static bool
same_name(const struct pair *said, size_t n, size_t i, size_t k)
{
	return i < n && k < n && strcmp(said[i].name, said[k].name) == 0;
}

const char *
letter_write(struct request *r, const struct pair *said, size_t n)
{
	struct buffer b = buffer_new(r->mem);

	buffer_add(&b, "{");
	for (size_t i = 0; i < n; i++) {
		bool goes_on = i && same_name(said, n, i - 1, i);
		bool list = same_name(said, n, i, i + 1);

		if (i)
			buffer_add(&b, ",");
		if (!goes_on) {
			buffer_json(&b, said[i].name);
			buffer_add(&b, list ? ":[" : ":");
		}
		buffer_json(&b, said[i].value ? said[i].value : "");
		buffer_add(&b, goes_on && !list ? "]" : "");
	}
	buffer_add(&b, "}");
	return b.s;
}
