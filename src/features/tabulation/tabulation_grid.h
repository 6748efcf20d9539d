#ifndef TABULATION_GRID_H
#define TABULATION_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * The counting of a table of classes by classes. Pure: knows neither request
 * nor database. The last row and the last column are the sums, which count
 * each fact once even when it falls in several classes; so the cells of a row
 * of several answers may add up to more than its sum, but for answers.
 */
enum { TABULATION_CLASSES = 64 };	/* one bit each */

enum grid_measure {
	GRID_PERSONS,		/* different children; facts of nobody do not count */
	GRID_CONTACTS,		/* facts */
	GRID_ANSWERS,		/* pairs of a fact and a class: sums are of cells */
	GRID_WEIGHT,		/* what each fact weighs: minutes, km */
};

struct grid {
	struct arena *mem;
	enum grid_measure measure;
	size_t nrows, ncols;	/* without the sums */
	int64_t *cells;		/* [(nrows + 1) * (ncols + 1)] */
	uint64_t *met;		/* of persons: child and cell, a set */
	size_t nmet, cap;
};

/* One contact: the bits of the classes it falls in. */
struct fact {
	uint64_t rows, columns;
	int64_t weight;
	uint32_t child;		/* from 1; 0: about nobody */
};

struct grid grid_new(struct arena *, enum grid_measure, size_t nrows,
    size_t ncols);
/* A fact in no row or no column is in no cell and no sum. */
void	grid_add(struct grid *, const struct fact *);
/* Row nrows and column ncols are the sums. */
int64_t	grid_cell(const struct grid *, size_t row, size_t column);

#endif
