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
 * One cell. Quoted when needed. Text a spreadsheet would run (= + - @ TAB CR,
 * full-width ＝＋－＠ too) gets a leading apostrophe; csv_unguard takes it off
 * again on import, so export -> import is the identity.
 */
void	csv_cell(struct buffer *, const char *);
const char *csv_unguard(const char *);
const char *csv_guard(struct arena *, const char *);

#endif
