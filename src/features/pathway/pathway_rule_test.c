#include "features/pathway/pathway_rule.h"
#include "tests/kit.h"

static void
enters(const char *born_on, const char *wanted)
{
	struct arena *mem = arena_new();
	const char *got = pathway_school_day(mem, born_on);

	EXPECT_OF(NULL, strcmp(got, wanted) == 0, arena_fmt(mem,
	    "born on %s enters on %s, not %s", born_on, wanted, got));
	arena_free(mem);
}

UNIT(pathway_children_born_early_in_the_year_go_with_those_of_the_year_before)
{
	enters("2020-04-01", "2026-04-01");
	enters("2020-04-02", "2027-04-01");
	enters("2021-01-01", "2027-04-01");
	enters("2021-03-31", "2027-04-01");
	enters("2021-04-01", "2027-04-01");
	enters("2021-04-02", "2028-04-01");
	enters("2020-02-29", "2026-04-01");
	enters("2020-12-31", "2027-04-01");
}

UNIT(pathway_grade_goes_up_on_the_first_of_april)
{
	static const struct {
		const char *today, *grade;
	} cases[] = {
		{ "2026-03-31", "" }, { "2026-04-01", "年少" },
		{ "2027-04-01", "年中" }, { "2029-03-31", "年長" },
		{ "2029-04-01", "小1" }, { "2035-03-31", "小6" },
		{ "2035-04-01", "中1" }, { "2040-04-01", "高3" },
		{ "2041-04-01", "" },
	};
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(cases); i++)
		EXPECT(strcmp(pathway_grade(mem, "2029-04-01",
		    cases[i].today), cases[i].grade) == 0);
	arena_free(mem);
}

UNIT(pathway_school_follows_a_corrected_birth_date_unless_somebody_put_it_off)
{
	struct arena *mem = arena_new();
	struct pathway old = { .born_on = "2022-04-02" }, p;

	pathway_fill(mem, &old);
	EXPECT(strcmp(old.school_on, "2029-04-01") == 0);
	EXPECT(strcmp(old.nursery_on, "2026-04-01") == 0);
	p = old;
	p.born_on = "2022-04-01";
	pathway_follow(mem, &old, &p);
	EXPECT(strcmp(p.school_on, "2028-04-01") == 0);
	EXPECT(strcmp(p.nursery_on, "2025-04-01") == 0);
	old = p;
	p.school_on = "2029-04-01";
	pathway_follow(mem, &old, &p);
	EXPECT(strcmp(p.nursery_on, "2025-04-01") == 0);
	old = (struct pathway){ .born_on = "2022-04-02" };
	old.school_on = "2030-04-01";
	old.nursery_on = "2026-10-01";
	p = old;
	p.born_on = "2022-04-01";
	pathway_follow(mem, &old, &p);
	EXPECT(strcmp(p.school_on, "2030-04-01") == 0);
	EXPECT(strcmp(p.nursery_on, "2026-10-01") == 0);
	arena_free(mem);
}

UNIT(pathway_step_keeps_the_days_somebody_moved_it)
{
	struct arena *mem = arena_new();
	struct pathway_due d = { .base = "2026-06-10", .rule = "-14d",
	    .shift = 3 };

	EXPECT(strcmp(pathway_due_day(mem, &d), "2026-05-30") == 0);
	d = (struct pathway_due){ .rule = "-14d", .due_on = "2026-05-01" };
	EXPECT(strcmp(pathway_due_day(mem, &d), "2026-05-01") == 0);
	d.old_base = "2026-05-15";
	EXPECT(!pathway_due_day(mem, &d));
	arena_free(mem);
}
