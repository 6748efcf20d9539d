#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/html_compile.h"

/*
 * Two questions. Does text that goes through a slot ever leave a byte that
 * means something in markup, or change? Does any template at all, compiled or
 * refused, stay inside its memory?
 */
struct row {
	const char *x;
	int64_t n;
};

struct page {
	const char *x;
	int64_t n;
	bool on;
	const struct html *markup;
	struct html_list rows;
};

static const struct slot row_slots[] = { SLOT_TEXT(row, x),
	SLOT_NUMBER(row, n) };
static const struct slot page_slots[] = { SLOT_TEXT(page, x),
	SLOT_NUMBER(page, n), SLOT_FLAG(page, on), SLOT_HTML(page, markup),
	SLOT_LIST(page, rows, row_slots, struct row) };
static TEMPLATE(page_html, "page.html", page_slots);

/* The compiler looks assets up by name; a fuzzer runs on one thread. */
static _Thread_local struct asset under_test;

static const struct asset *
find(const char *name)
{
	static const struct asset part = { "p", "<p>{{x}}</p>\n", 13 };

	if (strcmp(name, "page.html") == 0)
		return &under_test;
	return strcmp(name, "p") == 0 ? &part : NULL;
}

static const char *
render(struct arena *mem, const char *text, size_t n, const struct page *page)
{
	struct buffer out = buffer_new(mem);
	struct html_program program;
	const char *why = NULL;

	under_test = (struct asset){ "page.html", text, n };
	if (html_compile(mem, &page_html, find, &program, &why)) {
		if (!why)
			abort();
		return NULL;
	}
	html_run(&program, page, &out);
	return out.s;
}

static size_t
unescape(const char *s, char *c)
{
	static const struct {
		const char *entity;
		char c;
	} all[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' } };

	for (size_t i = 0; i < COUNT(all); i++) {
		size_t n = strlen(all[i].entity);

		if (strncmp(s, all[i].entity, n) == 0) {
			*c = all[i].c;
			return n;
		}
	}
	if (strchr("&<>\"'", *s))
		abort();
	*c = *s;
	return 1;
}

static void
check_text(struct arena *mem, const char *text)
{
	const struct page page = { .x = text };
	const char *out = render(mem, "{{x}}", 5, &page);

	for (; *text; text++) {
		char c = 0;

		if (!*out)
			abort();
		out += unescape(out, &c);
		if (c != *text)
			abort();
	}
	if (*out)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct row rows[] = { { "a", 1 }, { "<", -2 } };
	const struct page page = {
		.x = "&", .n = 3, .on = true, .rows = { rows, COUNT(rows) }
	};
	struct arena *mem = arena_new();
	const char *text = arena_bytes(mem, (const char *)data, n);

	check_text(mem, text);
	if (n < 4096)
		render(mem, (const char *)data, n, &page);
	arena_free(mem);
	return 0;
}
