#include "app/disclosure_test.h"

#include "tests/kit.h"

/* Tables whose answer is plain to see, and tables searched through by hand. */

enum {
	FREE = DISCLOSURE_FREE,
	OUT = DISCLOSURE_OUT,
	HELD = DISCLOSURE_HELD,
	UNTOLD = DISCLOSURE_UNTOLD,
	SHOWN = DISCLOSURE_SHOWN,
	SMALL = DISCLOSURE_SMALL,
	SECOND = DISCLOSURE_SECOND
};

uint64_t
disclosure_test_dice(uint64_t *seed, uint64_t sides)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % sides;
}

struct disclosure_loss
disclosure_test_lost(const struct disclosure_model *d)
{
	struct disclosure_loss loss = { 0 };

	for (size_t i = 0; i < d->ncells; i++) {
		const struct disclosure_cell *c = &d->cells[i];

		if (c->kind == DISCLOSURE_UNTOLD)
			continue;
		loss.cells++;
		loss.counts += c->value;
		loss.small += c->fate == DISCLOSURE_SMALL;
		loss.second += c->fate == DISCLOSURE_SECOND;
		if (c->fate != DISCLOSURE_SHOWN)
			loss.hidden += c->value;
	}
	return loss;
}

/* The parts, and their total as the last cell. */
static struct disclosure_model *
row_of(
    struct arena *mem, int64_t k, bool zeros, const int64_t *values, size_t n)
{
	struct disclosure_model *d = disclosure_new(mem, k, zeros);
	size_t parts[20];
	int64_t total = 0;

	for (size_t i = 0; i < n; i++) {
		parts[i] =
		    disclosure_add(d, "part", values[i], DISCLOSURE_FREE);
		total += values[i];
	}
	disclosure_sum(d, "total",
	    disclosure_add(d, "total", total, DISCLOSURE_FREE), parts, n);
	return d;
}

UNIT(disclosure_hides_a_second_number_so_that_the_total_tells_nothing)
{
	static const int64_t values[] = { 21, 13, 9, 20, 80, 1, 0 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = row_of(mem, 3, true, values, 7);
	struct disclosure_loss loss;

	EXPECT(disclosure_protect(d) == OK);
	EXPECT(disclosure_prove(d) == OK);
	loss = disclosure_test_lost(d);
	/* The 1, and the 9 beside it: the cheapest. The 0 stays. */
	EXPECT(loss.small == 1 && loss.second == 1 && loss.hidden == 10);
	EXPECT(d->cells[5].fate == DISCLOSURE_SMALL);
	EXPECT(d->cells[2].fate == DISCLOSURE_SECOND);
	EXPECT(d->cells[2].protects == 5);
	EXPECT_OF(NULL, strcmp(d->sums[d->cells[2].sum].name, "total") == 0,
	    "the reason is the total");
	EXPECT(d->cells[5].least == 1 && d->cells[5].most == 9);
	EXPECT(d->cells[7].fate == DISCLOSURE_SHOWN);
	arena_free(mem);
}

UNIT(disclosure_hides_nothing_where_nothing_is_small)
{
	static const int64_t values[] = { 21, 13, 10, 0 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = row_of(mem, 10, true, values, 4);

	EXPECT(disclosure_protect(d) == OK && disclosure_prove(d) == OK);
	EXPECT(disclosure_test_lost(d).hidden == 0);
	/* A zero counts as small only where zeros are not shown. */
	d = row_of(mem, 10, false, values, 4);
	EXPECT(disclosure_protect(d) == OK && disclosure_prove(d) == OK);
	EXPECT(d->cells[3].fate == DISCLOSURE_SMALL);
	EXPECT(disclosure_test_lost(d).second == 1);
	EXPECT(d->cells[3].least == 0 && d->cells[3].most == 10);
	arena_free(mem);
}

/* One hidden cell is the total less the others. */
UNIT(disclosure_prover_catches_a_single_hidden_cell)
{
	static const int64_t values[] = { 21, 13, 9, 30 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = row_of(mem, 10, true, values, 4);

	disclosure_hide_small(d);
	EXPECT(disclosure_prove(d) == INVALID);
	EXPECT(d->weak == 2);
	EXPECT(d->cells[2].least == 9 && d->cells[2].most == 9);
	arena_free(mem);
}

/* Two ones of a sum of two are ones; two of seven say too much for ten. */
UNIT(disclosure_prover_catches_small_cells_that_keep_each_other)
{
	static const int64_t ones[] = { 21, 1, 1 }, few[] = { 40, 3, 4 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = row_of(mem, 3, true, ones, 3);

	disclosure_hide_small(d);
	EXPECT(disclosure_prove(d) == INVALID);
	EXPECT(d->cells[1].least == 1 && d->cells[1].most == 1);
	d = row_of(mem, 10, true, few, 3);
	disclosure_hide_small(d);
	EXPECT(disclosure_prove(d) == INVALID);
	EXPECT(d->cells[1].least == 1 && d->cells[1].most == 6);
	arena_free(mem);
}

UNIT(disclosure_prover_catches_a_small_number_that_is_printed)
{
	static const int64_t values[] = { 21, 13, 9, 30 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = row_of(mem, 10, true, values, 4);

	EXPECT(disclosure_protect(d) == OK && disclosure_prove(d) == OK);
	d->cells[2].fate = DISCLOSURE_SHOWN;
	EXPECT(disclosure_prove(d) == INVALID && d->weak == 2);
	arena_free(mem);
}

/* Two tables of one total: each may look safe while the other tells it. */
UNIT(disclosure_prover_catches_a_total_told_by_another_table)
{
	static const size_t first[] = { 1, 2 }, second[] = { 3, 4 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = disclosure_new(mem, 5, true);
	size_t total = disclosure_add(d, "total", 42, DISCLOSURE_FREE);

	disclosure_add(d, "a", 40, DISCLOSURE_FREE);
	disclosure_add(d, "b", 2, DISCLOSURE_FREE);
	disclosure_add(d, "c", 20, DISCLOSURE_FREE);
	disclosure_add(d, "d", 22, DISCLOSURE_FREE);
	disclosure_sum(d, "first", total, first, 2);
	disclosure_sum(d, "second", total, second, 2);
	disclosure_hide_small(d);
	d->cells[total].fate = DISCLOSURE_SECOND;
	EXPECT(disclosure_prove(d) == INVALID && d->weak == 0);
	EXPECT(disclosure_protect(d) == OK && disclosure_prove(d) == OK);
	EXPECT(d->cells[2].least == 1 && d->cells[2].most >= 4);
	arena_free(mem);
}

/* What April to December told, and the year: the rest is the difference. */
UNIT(disclosure_hides_a_year_that_would_tell_its_last_months)
{
	static const size_t parts[] = { 0, 1 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = disclosure_new(mem, 10, true);

	disclosure_add(d, "April to December", 48, DISCLOSURE_OUT);
	disclosure_add(d, "January to March", 2, DISCLOSURE_UNTOLD);
	disclosure_add(d, "the year", 50, DISCLOSURE_FREE);
	disclosure_sum(d, "months", 2, parts, 2);
	EXPECT(disclosure_protect(d) == OK && disclosure_prove(d) == OK);
	EXPECT(d->cells[2].fate == DISCLOSURE_SECOND);
	EXPECT(d->cells[2].protects == 1);
	d->cells[2].fate = DISCLOSURE_SHOWN;
	EXPECT(disclosure_prove(d) == INVALID && d->weak == 1);
	/* Both printed already: nothing can be done any more. */
	d->cells[2].kind = DISCLOSURE_OUT;
	EXPECT(disclosure_protect(d) == INVALID && d->weak == 1);
	arena_free(mem);
}

UNIT(disclosure_knows_that_a_class_is_no_more_than_all)
{
	static const size_t all[] = { 0 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = disclosure_new(mem, 10, true);

	disclosure_add(d, "all", 6, DISCLOSURE_OUT);
	disclosure_add(d, "class", 2, DISCLOSURE_FREE);
	disclosure_at_most(d, "no more than all", 1, all, 1);
	disclosure_hide_small(d);
	EXPECT(disclosure_prove(d) == INVALID && d->weak == 1);
	EXPECT(d->cells[1].least == 1 && d->cells[1].most == 6);
	EXPECT(disclosure_protect(d) == INVALID);
	d->cells[0].kind = DISCLOSURE_FREE;
	EXPECT(disclosure_protect(d) == OK && disclosure_prove(d) == OK);
	arena_free(mem);
}

UNIT(disclosure_of_numbers_that_do_not_add_up_is_no_answer)
{
	static const size_t parts[] = { 0, 1 };
	struct arena *mem = arena_new();
	struct disclosure_model *d = disclosure_new(mem, 10, true);

	disclosure_add(d, "a", 3, DISCLOSURE_FREE);
	disclosure_add(d, "b", 4, DISCLOSURE_FREE);
	disclosure_add(d, "total", 8, DISCLOSURE_FREE);
	disclosure_sum(d, "total", 2, parts, 2);
	EXPECT(disclosure_protect(d) == BROKEN);
	EXPECT(disclosure_prove(d) == BROKEN);
	arena_free(mem);
}
