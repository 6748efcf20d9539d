#include "base/linear.h"

#include "tests/kit.h"

static const int64_t ones[] = { 1, 1, 1 };

UNIT(linear_finds_the_cheapest_whole_numbers)
{
	static const size_t both[] = { 0, 1 };
	static const int64_t weights[] = { 3, 5 };
	struct arena *mem = arena_new();
	int64_t x[2];
	struct linear *l;

	/* 3x + 5y = 19: in whole numbers 3 and 2; else y alone is cheaper. */
	EXPECT(linear_open(mem, 2, 1, &l) == OK);
	linear_row(l, 0, 19, 19, both, weights, 2);
	linear_cost(l, 0, 4);
	linear_cost(l, 1, 1);
	EXPECT(linear_least(l, 1, x) == OK && x[0] == 3 && x[1] == 2);
	linear_column(l, 0, 0, 2);
	EXPECT(linear_least(l, 1, x) == MISSING);
	linear_column(l, 0, 0, LINEAR_NONE);
	EXPECT(linear_least(l, 1, x) == OK && x[0] == 3);
	linear_close(l);
	arena_free(mem);
}

UNIT(linear_says_when_no_numbers_meet_the_rows)
{
	static const size_t all[] = { 0, 1, 2 };
	struct arena *mem = arena_new();
	int64_t x[3];
	struct linear *l;

	EXPECT(linear_open(mem, 3, 2, &l) == OK);
	linear_row(l, 0, 4, 4, all, ones, 3);
	linear_row(l, 1, 5, LINEAR_NONE, all, ones, 2);
	EXPECT(linear_least(l, 1, x) == MISSING);
	linear_close(l);
	/* Another one in the same thread finds nothing of the first. */
	EXPECT(linear_open(mem, 3, 1, &l) == OK);
	linear_row(l, 0, 4, 4, all, ones, 3);
	EXPECT(linear_least(l, 1, x) == OK && x[0] + x[1] + x[2] == 4);
	linear_close(l);
	arena_free(mem);
}

UNIT(linear_without_an_end_is_no_answer)
{
	struct arena *mem = arena_new();
	int64_t x[1] = { 7 };
	struct linear *l;

	EXPECT(linear_open(mem, 1, 0, &l) == OK);
	linear_cost(l, 0, -1);
	EXPECT(linear_least(l, 1, x) == BROKEN);
	linear_close(l);
	EXPECT(linear_open(mem, 0, 0, &l) == BROKEN);
	linear_close(l);
	arena_free(mem);
}
