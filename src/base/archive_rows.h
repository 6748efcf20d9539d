#ifndef BASE_ARCHIVE_ROWS_H
#define BASE_ARCHIVE_ROWS_H

#include "base/archive.h"

/*
 * Rows of cells as bytes of a member: how many cells in 4 bytes, big-endian;
 * of each cell 1 and the length of its text in 4, 0 for NULL, then the text and
 * a NUL.
 */
void	archive_row(struct archive_writer *, const char *const *cells, size_t n);

/* Back out of the pieces of one member, zeroed before the first. */
struct archive_rows {
	uint8_t *bytes;			/* of a row that has begun */
	size_t n, room;
	const char **cells;
	size_t ncells;
};
enum { ARCHIVE_CELLS = 1000, ARCHIVE_ROW = 1 << 28 };	/* at most */

/* Every row that is whole by now; cells live until `each` returns, and what it
 * refuses comes back. BROKEN: no such rows. */
enum result archive_rows_add(struct archive_rows *, const uint8_t *, size_t,
    enum result (*each)(void *ctx, const char *const *cells, size_t n),
    void *ctx) MUST_CHECK;
/* Frees them. False: a row was left in the middle. */
bool	archive_rows_end(struct archive_rows *);

#endif
