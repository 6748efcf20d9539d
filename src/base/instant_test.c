#include "base/instant.h"

#include "tests/kit.h"

UNIT(instants_are_moved_across_days_and_years)
{
	struct arena *mem = arena_new();

	EXPECT(strcmp(instant_add(mem, "2026-12-31T23:59:30Z", 60),
	    "2027-01-01T00:00:30Z") == 0);
	EXPECT(strcmp(instant_add(mem, "2028-03-01T00:00:00Z", -1),
	    "2028-02-29T23:59:59Z") == 0);
	EXPECT(strcmp(instant_add(mem, "2026-04-01T03:00:00Z", 0),
	    "2026-04-01T03:00:00Z") == 0);
	arena_free(mem);
}

UNIT(seconds_between_instants_have_a_sign)
{
	EXPECT(instant_seconds_between("2026-04-01T03:00:00Z",
	    "2026-04-01T03:15:00Z") == 900);
	EXPECT(instant_seconds_between("2026-04-02T00:00:00Z",
	    "2026-04-01T00:00:00Z") == -86400);
}

UNIT(what_is_no_instant_counts_as_long_ago)
{
	struct arena *mem = arena_new();

	EXPECT(instant_seconds_between("yesterday",
	    "1970-01-01T00:00:10Z") == 10);
	EXPECT(instant_seconds_between(NULL, "") == 0);
	EXPECT(strcmp(instant_add(mem, "", 5), "1970-01-01T00:00:05Z") == 0);
	arena_free(mem);
}
