#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buffer.h"
#include "base/table.h"

enum { CSV_MAX_COLUMNS = 200, CSV_MAX_ROWS = 2000000 };

/*
 * RFC 4180 as Excel writes it: comma, tab or semicolon (told from the header
 * row), CRLF or LF, quoted line breaks. Bytes in UTF-8 (BOM or not), CP932 or
 * UTF-16 with BOM. INVALID with *why (a words key) and *line set: "csv_quote",
 * "csv_encoding", "csv_too_wide", "csv_too_long", "csv_empty".
 */
enum result csv_read(struct arena *, const char *bytes, size_t n,
    struct table *, const char **why, size_t *line) MUST_CHECK;

/*
 * The same row by row, for sheets too long to hold as cells, and for those with
 * title lines before their headings. Blank rows are passed over, as are blank
 * cells at the end of a row. The texts of the cells live as long as the arena,
 * the list of them until `each` returns; a result other than OK stops the walk
 * and comes back with *why NULL and *line of that row.
 */
enum { CSV_TITLES = 10 };	/* lines without any mark that may come first */
typedef enum result csv_row(void *ctx, const char *const *cells,
    size_t ncells, size_t line);
enum result csv_each(struct arena *, const char *bytes, size_t n,
    csv_row *each, void *ctx, const char **why, size_t *line) MUST_CHECK;

/*
 * One cell. Quoted when needed. Text a spreadsheet would run (= + - @ TAB CR,
 * full-width ＝＋－＠ too) gets a leading apostrophe; csv_unguard takes it off
 * again on import, so export -> import is the identity.
 */
void	csv_cell(struct buffer *, const char *);
const char *csv_unguard(const char *);
const char *csv_guard(struct arena *, const char *);

#endif
