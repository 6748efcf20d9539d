#ifndef DIRECTORY_SHEET_H
#define DIRECTORY_SHEET_H

#include "features/directory/directory_page.h"

/*
 * The directory as a sheet: the rows of a list, as far as the person may see
 * each of them and each of its fields, in the order of the list. It goes out
 * only: what is written says where it comes from, on our pages.
 */
enum { SHEET_COLUMNS = 100 };

struct sheet;
/* For the rows of this wish; lives in `mem`, with a copy of the wish. */
enum result directory_sheet_open(struct request *, struct arena *mem,
    const struct wish *, struct sheet **) MUST_CHECK;
size_t	directory_sheet_width(const struct sheet *);
const char *const *directory_sheet_headings(const struct sheet *);
/* The next `most` rows, one cell a column, none of them NULL; *n 0 at the end. */
enum result directory_sheet_next(struct request *, struct sheet *, size_t most,
    const char *const **cells, size_t *n) MUST_CHECK;
/* All of it, with headings. */
enum result directory_sheet_csv(struct request *, const struct wish *,
    struct buffer *, size_t *rows) MUST_CHECK;
enum result directory_sheet_xlsx(struct request *, const struct wish *,
    const char **bytes, size_t *n) MUST_CHECK;

/* The places of what directory_sql_list gives for the same, row by row. */
enum result directory_sql_list_places(struct request *, const struct wish *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
/* All that the person may see. */
enum result directory_sql_providers(struct request *, struct rows *)
    MUST_CHECK;
/* Conditions of answers: service, criterion, terms, visibility. */
enum result directory_sql_terms(struct request *, struct rows *) MUST_CHECK;

enum result directory_csv_get(struct request *);
enum result directory_xlsx_get(struct request *);

#endif
