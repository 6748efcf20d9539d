#include "features/care/care_score.h"

#include <string.h>

#include "base/arena.h"
#include "tests/kit.h"

/* "1 mid, 2 high" */
static struct care_score
score(const char *acts)
{
	enum care_level levels[CARE_ITEMS] = { CARE_NONE };
	struct arena *mem = arena_new();
	char *rest = arena_text(mem, acts), *act;

	while ((act = strtok_r(rest, ",", &rest))) {
		char *code = strtok_r(act, " ", &act), *level = act;
		size_t i = care_item_of(&care_score_2021, code);

		EXPECT(i < CARE_ITEMS);
		levels[i] = care_level_of(level);
		EXPECT(levels[i] != CARE_NONE);
		EXPECT(care_item_has(&care_score_2021.items[i], levels[i]));
	}
	arena_free(mem);
	return care_score(&care_score_2021, levels);
}

static bool
is(const char *acts, int total, int class)
{
	struct care_score s = score(acts);

	return s.total == total && s.class == class &&
	    s.base + s.watch == s.total;
}

UNIT(care_score_of_the_seven_worked_cases)
{
	EXPECT(is("1 mid,2 high,5 high,7-1 low", 36, 3));
	EXPECT(is("2 high,5 high,7-1 high", 29, 2));
	EXPECT(is("4 low,5 low", 16, 2));
	EXPECT(is("9-1 high,10 low", 9, 1));
	EXPECT(is("13-3 base", 3, 1));
	EXPECT(is("", 0, 0));
	EXPECT(is("6 base", 3, 1));
	EXPECT(is("1 high,2 high,4 high,5 high,7-1 high,7-2 high", 52, 3));
}

/* Written down as a person adds up on paper: what each answer is worth, with
 * the cannula looked up in one of two columns. */
static int
on_paper(int one, int two, int four, int five, int seven_1, int seven_2,
    int *base)
{
	static const int ventilator[] = { 0, 10, 11, 12 };
	static const int alone[] = { 0, 8, 10 }, with[] = { 0, 8, 8 };
	static const int nine[] = { 0, 8, 9 }, tube[] = { 0, 8, 10 };
	static const int pump[] = { 0, 3, 4 };

	*base = (one ? 10 : 0) + (two ? 8 : 0) + (four ? 8 : 0) +
	    (five ? 8 : 0) + (seven_1 ? 8 : 0) + (seven_2 ? 3 : 0);
	return ventilator[one] + (one ? with : alone)[two] + nine[four] +
	    nine[five] + tube[seven_1] + pump[seven_2];
}

UNIT(care_score_agrees_with_paper_for_every_mix_of_items_1_2_4_5_and_7)
{
	static const enum care_level ones[] = { CARE_NONE, CARE_LOW, CARE_MID,
		CARE_HIGH }, others[] = { CARE_NONE, CARE_LOW, CARE_HIGH };
	size_t mixes = 0;

	for (int n = 0; n < 4 * 3 * 3 * 3 * 3 * 3; n++, mixes++) {
		int one = n % 4, two = n / 4 % 3, four = n / 12 % 3;
		int five = n / 36 % 3, tube = n / 108 % 3, pump = n / 324, base;
		enum care_level levels[CARE_ITEMS] = { [0] = ones[one],
			[1] = others[two], [3] = others[four],
			[4] = others[five], [6] = others[tube],
			[7] = others[pump] };
		struct care_score s = care_score(&care_score_2021, levels);
		int total = on_paper(one, two, four, five, tube, pump, &base);

		EXPECT(s.total == total && s.base == base);
		EXPECT(s.watch == total - base);
		EXPECT(s.class == (total < 3 ? 0 : total < 16 ? 1 :
		    total < 32 ? 2 : 3));
	}
	EXPECT(mixes == 972);
}

UNIT(care_score_is_never_more_than_the_table_adds_up_to)
{
	enum care_level levels[CARE_ITEMS];
	struct care_score s;

	for (size_t i = 0; i < CARE_ITEMS; i++)
		levels[i] = care_score_2021.items[i].high < 0 ? CARE_BASE :
		    CARE_HIGH;
	s = care_score(&care_score_2021, levels);
	EXPECT(s.base == CARE_BASE_MAX && s.watch == CARE_WATCH_MAX);
}

UNIT(care_score_takes_no_level_an_item_does_not_have)
{
	enum care_level levels[CARE_ITEMS] = { [1] = CARE_MID, [3] = CARE_BASE,
		[5] = CARE_HIGH };

	EXPECT(care_score(&care_score_2021, levels).total == 0);
	EXPECT(care_level_of("none") == CARE_NONE);
	EXPECT(care_item_of(&care_score_2021, "15") == CARE_ITEMS);
}
