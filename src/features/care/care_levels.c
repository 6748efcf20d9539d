#include <string.h>

#include "features/care/care_private.h"

/* The items of an assessment as one text, in the order of the form. */

const char *
care_levels_text(struct arena *mem, const struct care_instrument *in,
    const enum care_level levels[CARE_ITEMS])
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < CARE_ITEMS; i++) {
		if (levels[i] != CARE_NONE)
			buffer_fmt(&b, "%s%s=%s", b.len ? "," : "",
			    in->items[i].code, care_level_name(levels[i]));
	}
	return b.len ? b.s : NULL;
}

static bool
read_one(struct arena *mem, const struct care_instrument *in,
    const char *text, size_t n, enum care_level levels[CARE_ITEMS])
{
	size_t name = strcspn(text, "="), i;

	if (name >= n)
		return false;
	i = care_item_of(in, arena_bytes(mem, text, name));
	if (i == CARE_ITEMS)
		return false;
	levels[i] = care_level_of(arena_bytes(mem, text + name + 1,
	    n - name - 1));
	return levels[i] != CARE_NONE &&
	    care_item_has(&in->items[i], levels[i]);
}

bool
care_levels_read(struct arena *mem, const struct care_instrument *in,
    const char *text, enum care_level levels[CARE_ITEMS])
{
	memset(levels, 0, CARE_ITEMS * sizeof(*levels));
	while (text && *text) {
		size_t n = strcspn(text, ",");

		if (!read_one(mem, in, text, n, levels))
			return false;
		text += n + (text[n] == ',');
	}
	return true;
}
