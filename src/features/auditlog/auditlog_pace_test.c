#include "features/auditlog/auditlog_pace.h"

#include "tests/kit.h"

/* So many different children, one a second from `at` on; what is said last. */
static size_t
opens(struct arena *mem, struct pace *p, int64_t at, int n)
{
	size_t said = 0;

	for (int i = 0; i < n; i++)
		said = pace_add(p, at + i, arena_fmt(mem, "child-%d", i));
	return said;
}

UNIT(pace_counts_different_children_only)
{
	struct arena *mem = arena_new();
	struct pace *p = pace_new(mem);

	EXPECT(pace_add(p, 0, "a") == 1);
	EXPECT(pace_add(p, 1, "a") == 1);
	EXPECT(pace_add(p, 2, "b") == 2);
	EXPECT(pace_add(p, 3, "a") == 2);
	EXPECT(opens(mem, p, 4, 61) == 63);
	arena_free(mem);
}

UNIT(pace_forgets_after_ten_minutes)
{
	struct arena *mem = arena_new();
	struct pace *p = pace_new(mem);

	EXPECT(pace_add(p, 0, "a") == 1);
	EXPECT(pace_add(p, 300, "b") == 2);
	EXPECT(pace_add(p, PACE_SECONDS, "c") == 3);
	EXPECT(pace_add(p, PACE_SECONDS + 1, "c") == 2);
	/* b was opened again and so stays, as c does. */
	EXPECT(pace_add(p, 899, "b") == 2);
	EXPECT(pace_add(p, 901, "d") == 3);
	EXPECT(pace_add(p, 5000, "a") == 1);
	arena_free(mem);
}

UNIT(pace_begins_anew_when_the_clock_is_set_back)
{
	struct arena *mem = arena_new();
	struct pace *p = pace_new(mem);

	EXPECT(opens(mem, p, 100000, 200) == 200);
	EXPECT(pace_add(p, 5000, "child-1") == 1);
	EXPECT(pace_add(p, 5001, "other") == 2);
	arena_free(mem);
}
