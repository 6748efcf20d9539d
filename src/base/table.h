#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>

/*
 * A sheet of text cells, as read from CSV or XLSX. Row 0 is the header row.
 * All rows are padded to ncols; a missing cell is "". Trailing blank rows and
 * columns are gone. `lines[row]` is the line (CSV) or row number (XLSX) a
 * person sees in the file, counting from 1.
 */
struct table {
	const char *const *cells;	/* [nrows * ncols] */
	const size_t *lines;		/* [nrows] */
	size_t nrows, ncols;
};

static inline const char *
table_cell(const struct table *t, size_t row, size_t col)
{
	return t->cells[row * t->ncols + col];
}

#endif
