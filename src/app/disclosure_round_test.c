#include "app/disclosure_test.h"
#include "app/disclosure_round.h"

#include "tests/kit.h"

/* Rounding that adds up, and classes put together. */

/* rows x cols with their totals, filled by chance. */
static struct disclosure_model *
table(struct arena *mem, uint64_t *seed, size_t rows, size_t cols)
{
	struct disclosure_model *d = disclosure_new(mem, 3, true);
	int64_t value[8][8] = { 0 };
	size_t at[8][8], parts[8];

	for (size_t i = 0; i < rows; i++) {
		for (size_t k = 0; k < cols; k++) {
			value[i][k] = (int64_t)disclosure_test_dice(seed, 30);
			value[i][cols] += value[i][k];
			value[rows][k] += value[i][k];
			value[rows][cols] += value[i][k];
		}
	}
	for (size_t i = 0; i <= rows; i++) {
		for (size_t k = 0; k <= cols; k++)
			at[i][k] = disclosure_add(d, "cell", value[i][k],
			    DISCLOSURE_FREE);
		disclosure_sum(d, "row", at[i][cols], at[i], cols);
	}
	for (size_t k = 0; k <= cols; k++) {
		for (size_t i = 0; i < rows; i++)
			parts[i] = at[i][k];
		disclosure_sum(d, "column", at[rows][k], parts, rows);
	}
	return d;
}

UNIT(disclosure_rounds_so_that_sums_add_up_and_little_is_told)
{
	static const int64_t bases[] = { 3, 5, 10 };
	uint64_t seed = 31;

	for (size_t n = 0; n < 60; n++) {
		struct arena *mem = arena_new();
		int64_t told[64] = { 0 }, base = bases[n % 3];
		struct disclosure_model *d = table(mem, &seed,
		    2 + disclosure_test_dice(&seed, 4), 2 + disclosure_test_dice(&seed, 4));

		EXPECT(disclosure_round(d, base, told) == OK);
		for (size_t i = 0; i < d->ncells; i++) {
			const struct disclosure_cell *c = &d->cells[i];

			EXPECT(told[i] % base == 0);
			EXPECT(told[i] > c->value - base);
			EXPECT(told[i] < c->value + base);
			EXPECT(c->most - c->least >= base - 1);
		}
		for (size_t i = 0; i < d->nsums; i++) {
			const struct disclosure_sum *sum = &d->sums[i];
			int64_t parts = 0;

			for (size_t k = 0; k < sum->nparts; k++)
				parts += told[sum->parts[k]];
			EXPECT(parts == told[sum->whole]);
		}
		arena_free(mem);
	}
}

/* Each number rounded by itself: 4 + 4 + 4 told as 5, 5, 5 under 10. */
UNIT(disclosure_prover_catches_rounding_that_does_not_add_up)
{
	static const size_t parts[] = { 0, 1, 2 };
	static const int64_t each[] = { 5, 5, 5, 10 }, low[] = { 0, 0, 0, 15 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = disclosure_new(mem, 5, true);
	int64_t told[4];

	for (size_t i = 0; i < 3; i++)
		disclosure_add(d, "cell", 4, DISCLOSURE_FREE);
	disclosure_add(d, "total", 12, DISCLOSURE_FREE);
	disclosure_sum(d, "total", 3, parts, 3);
	EXPECT(disclosure_round(d, 5, told) == OK);
	EXPECT(told[0] + told[1] + told[2] == told[3]);
	EXPECT(disclosure_prove_rounded(d, 5, each) == OK);
	/* 0, 0, 0 under 15: they are 4 each, or 3, 4 and 4. */
	EXPECT(disclosure_prove_rounded(d, 5, low) == INVALID);
	EXPECT(d->cells[0].least == 3 && d->cells[0].most == 4);
	arena_free(mem);
}

UNIT(disclosure_merges_small_classes_until_none_is_small)
{
	static const int64_t regions[] = { 21, 13, 9, 2, 8, 1, 0 };
	static const int64_t few[] = { 2, 0, 3 }, none[] = { 0, 0 };
	size_t group[7];

	EXPECT(disclosure_merge(regions, 7, 10, true, group) == 4);
	EXPECT(group[0] == 0 && group[1] == 1 && group[6] == 6);
	EXPECT(group[5] == group[3] && group[4] == group[3]);
	EXPECT(group[2] == 2 || group[2] == group[3]);
	EXPECT(disclosure_merge(few, 3, 10, true, group) == 0);
	EXPECT(disclosure_merge(few, 3, 5, true, group) == 2);
	EXPECT(disclosure_merge(few, 3, 5, false, group) == 1);
	EXPECT(disclosure_merge(none, 2, 5, true, group) == 2);
}
