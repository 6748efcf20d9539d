#ifndef BASE_XLSX_H
#define BASE_XLSX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/table.h"

/* Limits of reading: a bomb is refused, not unpacked. Cells are counted as the
 * table has them: rows that are not blank, times the columns. */
enum { XLSX_MAX_BYTES = 64 << 20, XLSX_MAX_UNPACKED = 512 << 20,
	XLSX_MAX_COLUMNS = 200, XLSX_MAX_CELLS = 32 << 20 };

/* First sheet that is not empty. Dates come back as YYYY-MM-DD (cells whose
 * number format is a date), numbers as typed ("3", not "3.0"), leading zeros
 * kept where Excel kept them. INVALID: *why = "xlsx_broken",
 * "xlsx_too_large", "xlsx_empty". */
enum result xlsx_read(struct arena *, const char *bytes, size_t n,
    struct table *, const char **why) MUST_CHECK;
bool	xlsx_looks(const char *bytes, size_t n);	/* zip magic */

/* Writing: sheets of text and whole numbers. A4, header row repeated. */
struct xlsx_cell {
	const char *text;	/* NULL: the number */
	int64_t number;
	bool bold;
};

struct xlsx_sheet {
	const char *name;	/* at most 31 characters */
	const char *title;	/* first line in large type, or NULL */
	const struct xlsx_cell *cells;	/* [nrows * ncols], row 0 is the header */
	size_t nrows, ncols;
	bool landscape;
};

/* The file's bytes, in the arena. BROKEN when it cannot be written. */
enum result xlsx_write(struct arena *, const struct xlsx_sheet *, size_t n,
    const char **bytes, size_t *len) MUST_CHECK;

#endif
