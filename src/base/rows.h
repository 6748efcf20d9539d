#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include <stddef.h>
#include <stdint.h>

/* What a query gave, whole, in the arena it was asked with. */
struct rows {
	const char *const *names;	/* [ncols] */
	const char *const *cells;	/* [nrows * ncols]; NULL is SQL NULL */
	size_t nrows, ncols;
};

/* NULL: SQL NULL, or no column of that name. */
const char *rows_cell(const struct rows *, size_t row, const char *column);
/* 0: so too, or not a whole number. */
int64_t	rows_number(const struct rows *, size_t row, const char *column);

#endif
