#include "base/day_rule.h"
#include "tests/kit.h"

static bool
gives(const char *rule, const char *day, const char *wanted)
{
	struct arena *mem = arena_new();
	const char *got = day_rule_apply(mem, rule, day);
	bool same = got ? wanted && strcmp(got, wanted) == 0 : !wanted;

	arena_free(mem);
	return same;
}

UNIT(day_rule_counts_days_months_and_years_either_way)
{
	EXPECT(gives("0d", "2026-04-01", "2026-04-01"));
	EXPECT(gives("-90d", "2026-04-01", "2026-01-01"));
	EXPECT(gives("+1m", "2026-01-31", "2026-02-28"));
	EXPECT(gives("-6m", "2026-03-15", "2025-09-15"));
	EXPECT(gives("18y", "2020-02-29", "2038-02-28"));
	EXPECT(gives("-3y", "2029-04-01", "2026-04-01"));
}

UNIT(day_rule_fixes_a_day_of_a_year_before_or_after)
{
	EXPECT(gives("-1y 10-31", "2029-04-01", "2028-10-31"));
	EXPECT(gives("0y 01-31", "2029-04-01", "2029-01-31"));
	EXPECT(gives("-2y 04-01", "2029-04-01", "2027-04-01"));
	EXPECT(gives("1y 02-29", "2029-04-01", "2030-02-28"));
}

UNIT(day_rule_refuses_what_is_none)
{
	static const char *const wrong[] = { "", "-", "d", "5", "5w", "-1y10-31",
	    "-1m 10-31", "-1y 13-01", "-1y 10-32", "99999d", "1y ", "101y",
	    "--1d", "1y 10-31 " };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		EXPECT(!day_rule_valid(wrong[i]));
	EXPECT(!day_rule_valid(NULL));
	EXPECT(gives("-100y", "1900-01-01", NULL));
	EXPECT(gives("1d", "2026-02-30", NULL));
}
