#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct pairs *p, const struct uploads *u, const char *s, size_t n)
{
	if (p->n > FORM_MAX_FIELDS || u->n > FORM_MAX_UPLOADS)
		abort();
	for (size_t i = 0; i < p->n; i++) {
		if (!text_valid(p->at[i].name, strlen(p->at[i].name)) ||
		    !text_valid(p->at[i].value, strlen(p->at[i].value)))
			abort();
	}
	for (size_t i = 0; i < u->n; i++) {
		const struct upload *up = &u->at[i];

		if (up->bytes < s || up->len > n ||
		    (size_t)(up->bytes - s) > n - up->len)
			abort();
		if (strpbrk(up->file, "/\\") || !*up->name)
			abort();
	}
}

/* The first line is the Content-Type, the rest is the body. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	const uint8_t *eol = memchr(data, '\n', n);
	struct pairs p;
	struct uploads u;

	if (eol) {
		size_t ntype = (size_t)(eol - data);
		const char *type = arena_bytes(mem, (const char *)data, ntype);
		const char *body = (const char *)eol + 1;

		n -= ntype + 1;
		if (form_multipart(mem, type, body, n, &p, &u) == OK)
			check(&p, &u, body, n);
	}
	arena_free(mem);
	return 0;
}
