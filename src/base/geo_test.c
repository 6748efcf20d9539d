#include "base/geo.h"

#include <math.h>

#include "tests/kit.h"

UNIT(geo_reads_what_it_writes_and_refuses_the_rest)
{
	static const struct {
		const char *typed;
		int64_t n;
		bool reads;
	} cases[] = {
		{ "40.82222", 4082222, true }, { "141", 14100000, true },
		{ "40.", 4000000, true }, { "-0.5", -50000, true },
		{ "40.822225", 4082223, true }, { "40.8222249999", 4082222, true },
		{ "180", 18000000, true }, { "180.00001", 0, false },
		{ "", 0, false }, { "-", 0, false }, { ".5", 0, false },
		{ "40.8.2", 0, false }, { "40,8", 0, false }, { "1e2", 0, false },
		{ "1234", 0, false }, { "40.8x", 0, false }, { " 40", 0, false },
	};
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t n = 7;

		EXPECT(geo_read(cases[i].typed, &n) == cases[i].reads);
		if (!cases[i].reads)
			continue;
		EXPECT(n == cases[i].n);
		EXPECT(geo_read(geo_text(mem, n), &n) && n == cases[i].n);
	}
	arena_free(mem);
}

UNIT(geo_knows_how_long_a_degree_is)
{
	const struct geo pole = { 9000000, 0 }, equator = { 0, 0 },
	    east = { 0, 100000 };

	EXPECT(fabs(geo_km(pole, equator) - 10007.5) < 0.1);
	EXPECT(fabs(geo_km(equator, east) - 111.19) < 0.01);
	EXPECT(geo_km(east, east) == 0);
	EXPECT(geo_km(pole, east) == geo_km(east, pole));
}
