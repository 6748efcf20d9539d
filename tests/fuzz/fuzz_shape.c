#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/boundary.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Whatever was read can be made small: rings stay rings, and a shape keeps one. */
static void
thin(struct arena *mem, const struct shapes *s)
{
	struct territory *t = arena_array(mem, s->n + 1, sizeof(*t));
	bool *touch = arena_array(mem, s->n * s->n + 1, sizeof(*touch));

	for (size_t i = 0; i < s->n; i++) {
		t[i].nrings = s->at[i].nrings;
		t[i].rings = arena_array(mem, t[i].nrings, sizeof(*t[i].rings));
		memcpy(t[i].rings, s->at[i].rings,
		    t[i].nrings * sizeof(*t[i].rings));
	}
	(void)boundary_simplify(mem, t, s->n, 800, touch);
	for (size_t i = 0; i < s->n; i++) {
		if (!t[i].nrings || touch[i * s->n + i])
			abort();
		for (size_t k = 0; k < t[i].nrings; k++) {
			if (t[i].rings[k].n < 3)
				abort();
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	struct shapes s;
	const char *why = NULL;

	if (shapes_read(mem, (const char *)data, n, "N03_007", &s, &why)) {
		if (!why || strncmp(why, "shape_", 6) != 0)
			abort();
	} else if (s.n && s.n < 200) {
		thin(mem, &s);
	}
	arena_free(mem);
	return 0;
}
