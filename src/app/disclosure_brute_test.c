#include "app/disclosure_test.h"

#include "tests/kit.h"

/*
 * A second telling of the attacker, with nothing of the first: every table
 * there is, tried one by one. Tables of 2 to 3 by 2 to 3 with their totals.
 */
enum { SIDE = 3 };

struct grid {
	struct disclosure_model *d;
	size_t rows, cols;
	size_t open[SIDE * SIDE], nopen; /* hidden inner cells */
	int64_t least[SIDE * SIDE], most[SIDE * SIDE];
	int64_t at[SIDE + 1][SIDE + 1];
};

static size_t
place(const struct grid *g, size_t row, size_t col)
{
	return row * (g->cols + 1) + col;
}

/* Totals are printed; of the inner cells a random half is hidden. */
static void
make(struct grid *g, struct arena *mem, uint64_t *seed)
{
	size_t parts[SIDE];

	*g = (struct grid){ .rows = 2 + disclosure_test_dice(seed, 2),
		.cols = 2 + disclosure_test_dice(seed, 2) };
	g->d = disclosure_new(mem, 2 + (int64_t)disclosure_test_dice(seed, 4),
	    disclosure_test_dice(seed, 2));
	for (size_t i = 0; i < g->rows; i++) {
		for (size_t k = 0; k < g->cols; k++) {
			g->at[i][k] = (int64_t)disclosure_test_dice(seed, 5);
			g->at[i][g->cols] += g->at[i][k];
			g->at[g->rows][k] += g->at[i][k];
			g->at[g->rows][g->cols] += g->at[i][k];
		}
	}
	for (size_t i = 0; i <= g->rows; i++) {
		for (size_t k = 0; k <= g->cols; k++)
			disclosure_add(g->d, "cell", g->at[i][k],
			    i == g->rows || k == g->cols ? DISCLOSURE_OUT
							 : DISCLOSURE_FREE);
	}
	for (size_t i = 0; i < g->rows; i++) {
		for (size_t k = 0; k < g->cols; k++)
			parts[k] = place(g, i, k);
		disclosure_sum(
		    g->d, "row", place(g, i, g->cols), parts, g->cols);
	}
	for (size_t k = 0; k < g->cols; k++) {
		for (size_t i = 0; i < g->rows; i++)
			parts[i] = place(g, i, k);
		disclosure_sum(
		    g->d, "column", place(g, g->rows, k), parts, g->rows);
	}
}

static void
hide_some(struct grid *g, uint64_t *seed)
{
	for (size_t i = 0; i < g->rows; i++) {
		for (size_t k = 0; k < g->cols; k++) {
			struct disclosure_cell *c =
			    &g->d->cells[place(g, i, k)];

			if (disclosure_test_dice(seed, 2) || (g->d->zeros && !c->value))
				continue;
			c->fate = DISCLOSURE_SMALL;
			g->least[g->nopen] = INT64_MAX;
			g->open[g->nopen++] = place(g, i, k);
		}
	}
}

static bool
adds_up(const struct grid *g)
{
	int64_t cols[SIDE] = { 0 };

	for (size_t i = 0; i < g->rows; i++) {
		int64_t row = 0;

		for (size_t k = 0; k < g->cols; k++) {
			row += g->at[i][k];
			cols[k] += g->at[i][k];
		}
		if (row != g->at[i][g->cols])
			return false;
	}
	for (size_t k = 0; k < g->cols; k++) {
		if (cols[k] != g->at[g->rows][k])
			return false;
	}
	return true;
}

static void
try_all(struct grid *g, size_t n)
{
	size_t row, col;

	if (n == g->nopen) {
		for (size_t i = 0; adds_up(g) && i < n; i++) {
			int64_t x = g->at[g->open[i] / (g->cols + 1)]
					 [g->open[i] % (g->cols + 1)];

			g->least[i] = x < g->least[i] ? x : g->least[i];
			g->most[i] = x > g->most[i] ? x : g->most[i];
		}
		return;
	}
	row = g->open[n] / (g->cols + 1);
	col = g->open[n] % (g->cols + 1);
	for (int64_t x = g->d->zeros;
	     x <= g->at[row][g->cols] && x <= g->at[g->rows][col]; x++) {
		g->at[row][col] = x;
		try_all(g, n + 1);
	}
}

UNIT(disclosure_bounds_are_those_of_every_table_tried_by_hand)
{
	uint64_t seed = 8;
	size_t told = 0, narrow = 0;

	for (size_t n = 0; n < 150; n++) {
		struct arena *mem = arena_new();
		struct grid g;

		make(&g, mem, &seed);
		hide_some(&g, &seed);
		if (g.nopen <= 6) {
			EXPECT(disclosure_prove(g.d) != BROKEN);
			try_all(&g, 0);
			for (size_t i = 0; i < g.nopen; i++) {
				const struct disclosure_cell *c =
				    &g.d->cells[g.open[i]];

				EXPECT(c->least == g.least[i]);
				EXPECT(c->most == g.most[i]);
				told++;
				narrow += c->least == c->most;
			}
		}
		arena_free(mem);
	}
	EXPECT(told > 300 && narrow > 50 && narrow < told - 50);
}
