#ifndef APP_TRANSFER_H
#define APP_TRANSFER_H

#include "app/record.h"

/*
 * A record type going in and out as a sheet. Columns are the record's fields
 * by label, found by heading, never by position. A row is known again by the
 * record's UNIQUE field.
 */
struct transfer {
	const char *kind;		/* "children": command line and URL */
	const char *label;		/* 子どもの台帳 */
	const struct record *record;
	/* Columns in order, as field names: the contract of the file. */
	const char *const *columns;
	size_t ncolumns;
	/* Field whose day decides which codes are valid; NULL: today. */
	const char *day_field;
};

enum row_fate { ROW_ADDED, ROW_CHANGED, ROW_SAME };

struct import_fault {
	size_t line;			/* in the file, from 1; 0: whole file */
	const char *column;		/* heading */
	const char *found;		/* what was there, cut to 40 characters */
	const char *wanted;		/* a sentence */
};

enum { IMPORT_MAX_FAULTS = 200, IMPORT_SAMPLES = 10 };

struct import {
	const struct transfer *transfer;
	size_t rows, added, changed, same;
	size_t nfaults;			/* all of them; kept up to the maximum */
	struct import_fault faults[IMPORT_MAX_FAULTS];
	const void *samples[IMPORT_SAMPLES];	/* first rows, as records */
	size_t nsamples;
	const char *const *extra;	/* headings nobody knows */
	size_t nextra;
};

/*
 * Reads the whole file, checks every row, and unless `dry` or a row is bad
 * writes them all in one deed with one audit row. INVALID: see faults.
 * `progress` (may be NULL) is told rows done and rows in all.
 */
enum result import_run(struct request *, const struct transfer *,
    const char *bytes, size_t n, bool dry, struct import *,
    void (*progress)(void *, size_t done, size_t all), void *ctx) MUST_CHECK;

/* All rows the person may see, as CSV (UTF-8 with BOM, CRLF) or XLSX. */
enum result export_csv(struct request *, const struct transfer *,
    struct buffer *, size_t *rows) MUST_CHECK;
enum result export_xlsx(struct request *, const struct transfer *,
    const char **bytes, size_t *n, size_t *rows) MUST_CHECK;
/* Sheets are for those who see every row and every column of them. */
bool	transfer_may(const struct request *, const struct transfer *);
/* The transfer of that kind, or NULL. */
const struct transfer *transfer_find(const struct site *, const char *kind);
/* The same, of features this person is shown (charge.h). */
const struct transfer *transfer_asked(const struct request *,
    const char *kind);

#endif
