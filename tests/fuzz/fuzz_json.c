#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/http.h"
#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Every value, written as JSON text again, must be read as the same text. */
static void
check(struct arena *mem, const struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct buffer b = buffer_new(mem);
		struct pairs again;
		const char *why;

		buffer_add(&b, "{\"a\":");
		buffer_json(&b, p->at[i].value);
		buffer_add(&b, "}");
		if (json_read(mem, b.s, b.len, &again, &why) || again.n != 1 ||
		    strcmp(again.at[0].value, p->at[i].value) != 0)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	struct pairs p;
	const char *why = NULL;

	if (json_read(mem, (const char *)data, n, &p, &why) == OK) {
		if (p.n > FORM_MAX_FIELDS)
			abort();
		check(mem, &p);
	} else if (!why || strncmp(why, "json_", 5) != 0) {
		abort();
	}
	arena_free(mem);
	return 0;
}
