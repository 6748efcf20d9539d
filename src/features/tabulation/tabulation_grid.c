#include "features/tabulation/tabulation_grid.h"

enum { FIRST_CAP = 256 };

struct grid
grid_new(struct arena *mem, enum grid_measure measure, size_t nrows,
    size_t ncols)
{
	struct grid g = { .mem = mem, .measure = measure, .nrows = nrows,
	    .ncols = ncols, .cap = FIRST_CAP };

	g.cells = arena_array(mem, (nrows + 1) * (ncols + 1),
	    sizeof(*g.cells));
	g.met = arena_array(mem, g.cap, sizeof(*g.met));
	return g;
}

/* The place of the key, or the free place where it belongs. Keys are not 0. */
static uint64_t *
place_of(const struct grid *g, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h ^ h >> 32) & (g->cap - 1);

	while (g->met[i] && g->met[i] != key)
		i = (i + 1) & (g->cap - 1);
	return &g->met[i];
}

static void
grow(struct grid *g)
{
	uint64_t *old = g->met;
	size_t n = g->cap;

	g->cap *= 2;
	g->met = arena_array(g->mem, g->cap, sizeof(*g->met));
	for (size_t i = 0; i < n; i++) {
		if (old[i])
			*place_of(g, old[i]) = old[i];
	}
}

/* Whether this child is in this cell for the first time. */
static bool
meets(struct grid *g, uint32_t child, size_t cell)
{
	uint64_t key = (uint64_t)child << 32 | (uint64_t)cell, *at;

	if (g->nmet * 2 >= g->cap)
		grow(g);
	at = place_of(g, key);
	if (*at)
		return false;
	*at = key;
	g->nmet++;
	return true;
}

static void
add_to(struct grid *g, const struct fact *f, size_t row, size_t column,
    int64_t weight)
{
	size_t cell = row * (g->ncols + 1) + column;

	if (g->measure == GRID_PERSONS && (!f->child ||
	    !meets(g, f->child, cell)))
		return;
	g->cells[cell] += weight;
}

static void
add_row(struct grid *g, const struct fact *f, size_t row, int64_t weight)
{
	for (size_t column = 0; column < g->ncols; column++) {
		if (f->columns >> column & 1)
			add_to(g, f, row, column, weight);
	}
}

void
grid_add(struct grid *g, const struct fact *f)
{
	int64_t each = g->measure == GRID_WEIGHT ? f->weight : 1;
	bool answers = g->measure == GRID_ANSWERS;
	int64_t rows = answers ? __builtin_popcountll(f->rows) : 1;
	int64_t columns = answers ? __builtin_popcountll(f->columns) : 1;

	if (!f->rows || !f->columns)
		return;
	for (size_t row = 0; row < g->nrows; row++) {
		if (!(f->rows >> row & 1))
			continue;
		add_row(g, f, row, each);
		add_to(g, f, row, g->ncols, each * columns);
	}
	add_row(g, f, g->nrows, each * rows);
	add_to(g, f, g->nrows, g->ncols, each * rows * columns);
}

int64_t
grid_cell(const struct grid *g, size_t row, size_t column)
{
	return g->cells[row * (g->ncols + 1) + column];
}
