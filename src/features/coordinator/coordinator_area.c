#include <string.h>

#include "app/codes.h"
#include "features/coordinator/coordinator_private.h"

/* Where somebody works: what they said, or the region of their municipality. */
const char *
coordinator_region(struct request *r, const struct coordinator *c)
{
	if (c->region)
		return c->region;
	return c->municipality ? codes_region(r->codes, c->municipality,
	    r->today) : "unknown";
}

struct coordinator_area
coordinator_area_of(struct request *r, const char *municipality,
    const char *region)
{
	size_t n, found = 0;
	const struct municipality *m = codes_municipalities(r->codes, &n);
	const char **in = arena_array(r->mem, n + 1, sizeof(*in));

	for (size_t i = 0; i < n; i++) {
		if (municipality ? strcmp(m[i].code, municipality) == 0 :
		    region && strcmp(codes_region(r->codes, m[i].code,
		    r->today), region) == 0)
			in[found++] = m[i].code;
	}
	return (struct coordinator_area){ in, found,
	    !municipality && !region };
}

const char *
coordinator_place_label(struct request *r, const char *municipality,
    const char *region)
{
	const struct municipality *m = municipality ?
	    codes_municipality(r->codes, municipality) : NULL;

	if (m)
		return m->name;
	return region ? codes_label(r->codes, "region", region) : "すべて";
}

bool
coordinator_has_left(const struct request *r, const struct coordinator *c)
{
	return c->left_on && strcmp(c->left_on, r->today) <= 0;
}

bool
coordinator_yes(const char *code)
{
	return code && strcmp(code, "1") == 0;
}
