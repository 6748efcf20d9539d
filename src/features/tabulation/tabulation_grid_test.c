#include "features/tabulation/tabulation_grid.h"
#include "tests/kit.h"

UNIT(grid_counts_a_fact_of_two_classes_once_in_the_sum)
{
	struct arena *mem = arena_new();
	struct grid g = grid_new(mem, GRID_CONTACTS, 3, 2);

	grid_add(&g, &(struct fact){ .rows = 5, .columns = 1 });
	grid_add(&g, &(struct fact){ .rows = 1, .columns = 3 });
	EXPECT(grid_cell(&g, 0, 0) == 2 && grid_cell(&g, 0, 1) == 1);
	EXPECT(grid_cell(&g, 1, 0) == 0 && grid_cell(&g, 2, 0) == 1);
	EXPECT(grid_cell(&g, 0, 2) == 2 && grid_cell(&g, 2, 2) == 1);
	EXPECT(grid_cell(&g, 3, 0) == 2 && grid_cell(&g, 3, 1) == 1);
	EXPECT(grid_cell(&g, 3, 2) == 2);
	arena_free(mem);
}

UNIT(grid_of_answers_adds_up)
{
	struct arena *mem = arena_new();
	struct grid g = grid_new(mem, GRID_ANSWERS, 3, 2);

	grid_add(&g, &(struct fact){ .rows = 5, .columns = 3 });
	grid_add(&g, &(struct fact){ .rows = 2, .columns = 1 });
	for (size_t row = 0; row < 3; row++)
		EXPECT(grid_cell(&g, row, 0) + grid_cell(&g, row, 1) ==
		    grid_cell(&g, row, 2));
	for (size_t column = 0; column < 3; column++)
		EXPECT(grid_cell(&g, 0, column) + grid_cell(&g, 1, column) +
		    grid_cell(&g, 2, column) == grid_cell(&g, 3, column));
	EXPECT(grid_cell(&g, 3, 2) == 5);
	arena_free(mem);
}

UNIT(grid_weighs_what_each_fact_weighs)
{
	struct arena *mem = arena_new();
	struct grid g = grid_new(mem, GRID_WEIGHT, 2, 1);

	grid_add(&g, &(struct fact){ .rows = 3, .columns = 1, .weight = 40 });
	grid_add(&g, &(struct fact){ .rows = 2, .columns = 1, .weight = 2 });
	EXPECT(grid_cell(&g, 0, 0) == 40 && grid_cell(&g, 1, 0) == 42);
	EXPECT(grid_cell(&g, 2, 1) == 42);
	grid_add(&g, &(struct fact){ .rows = 0, .columns = 1, .weight = 9 });
	EXPECT(grid_cell(&g, 2, 1) == 42);
	arena_free(mem);
}

enum { ROWS = 5, COLUMNS = 4, CHILDREN = 40, FACTS = 3000 };

/* Told again the slow way: who was ever met in which cell. */
UNIT(grid_counts_every_child_of_a_cell_once)
{
	static bool met[ROWS + 1][COLUMNS + 1][CHILDREN + 1];
	struct arena *mem = arena_new();
	struct grid g = grid_new(mem, GRID_PERSONS, ROWS, COLUMNS);
	uint32_t seed = 7;

	for (int i = 0; i < FACTS; i++) {
		struct fact f;

		seed = seed * 1664525 + 1013904223;
		f = (struct fact){ .rows = UINT64_C(1) << seed / 256 % ROWS |
		    UINT64_C(1) << seed / 8192 % ROWS,
		    .columns = UINT64_C(1) << seed / 65536 % COLUMNS,
		    .child = seed / 1048576 % (CHILDREN + 1) };
		grid_add(&g, &f);
		for (size_t row = 0; row <= ROWS; row++) {
			for (size_t column = 0; column <= COLUMNS; column++)
				met[row][column][f.child] |=
				    (row == ROWS || f.rows >> row & 1) &&
				    (column == COLUMNS ||
				    f.columns >> column & 1);
		}
	}
	for (size_t row = 0; row <= ROWS; row++) {
		for (size_t column = 0; column <= COLUMNS; column++) {
			int64_t n = 0;

			for (size_t child = 1; child <= CHILDREN; child++)
				n += met[row][column][child];
			EXPECT(grid_cell(&g, row, column) == n);
		}
	}
	arena_free(mem);
}
