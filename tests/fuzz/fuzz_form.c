#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/http.h"
#include "base/text.h"

/* What was understood, written as a form again, must be understood alike. */
static void
check_again(struct arena *mem, const struct pairs *p)
{
	struct buffer b = buffer_new(mem);
	struct pairs again;

	for (size_t i = 0; i < p->n; i++) {
		if (!text_valid(p->at[i].name, strlen(p->at[i].name)) ||
		    !text_valid(p->at[i].value, strlen(p->at[i].value)))
			abort();
		buffer_add(&b, i ? "&" : "");
		buffer_url(&b, p->at[i].name);
		buffer_add(&b, "=");
		buffer_url(&b, p->at[i].value);
	}
	if (form_urlencoded(mem, b.s, b.len, &again) || again.n != p->n)
		abort();
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->at[i].name, again.at[i].name) != 0 ||
		    strcmp(p->at[i].value, again.at[i].value) != 0)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	struct pairs p;

	if (form_urlencoded(mem, (const char *)data, n, &p) == OK) {
		if (p.n > FORM_MAX_FIELDS)
			abort();
		check_again(mem, &p);
	}
	arena_free(mem);
	return 0;
}
