#include "app/map.h"

/* Bounds that people read: 1, 2, 5, 10, 20, 50, ... */
static int64_t
round_step(int64_t n)
{
	int64_t unit = 1;

	while (unit * 10 <= n)
		unit *= 10;
	return n <= unit ? unit : n <= unit * 2 ? unit * 2 :
	    n <= unit * 5 ? unit * 5 : unit * 10;
}

const char *const *
map_shades(struct arena *mem, struct map_area *areas, const int64_t *counts,
    size_t n, const char *unit, size_t *nshades)
{
	const char **names = arena_array(mem, MAP_MAX_SHADES, sizeof(*names));
	int64_t most = 0, step;

	for (size_t i = 0; i < n; i++)
		most = counts[i] > most ? counts[i] : most;
	step = round_step((most + MAP_MAX_SHADES - 2) / (MAP_MAX_SHADES - 1));
	names[0] = arena_fmt(mem, "0%s", unit);
	*nshades = 1;
	for (int64_t from = 1; from <= most; from += step)
		names[(*nshades)++] = step == 1 ?
		    arena_fmt(mem, "%lld%s", (long long)from, unit) :
		    arena_fmt(mem, "%lld〜%lld%s", (long long)from,
		    (long long)(from + step - 1), unit);
	for (size_t i = 0; i < n; i++)
		areas[i].shade = counts[i] > 0 ?
		    (size_t)((counts[i] - 1) / step) + 2 : 1;
	return names;
}
