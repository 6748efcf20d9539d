#ifndef BASE_XLSX_PARTS_H
#define BASE_XLSX_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* The parts of a workbook that reading needs, taken out of its zip file. */
enum { XLSX_MAX_SHEETS = 64 };

struct xlsx_part {
	const char *bytes;
	size_t len;
};

struct xlsx_parts {
	struct xlsx_part workbook, rels, strings, styles;
	struct xlsx_part sheets[XLSX_MAX_SHEETS];
	const char *sheet_names[XLSX_MAX_SHEETS];	/* "sheet1.xml" */
	size_t nsheets;
};

/* INVALID: *why is "xlsx_broken" or "xlsx_too_large". */
enum result xlsx_unpack(struct arena *, const char *bytes, size_t n,
    struct xlsx_parts *, const char **why) MUST_CHECK;

/* Shared strings by index, styles by index: is this number a date? */
struct xlsx_strings {
	const char **at;
	size_t n, cap;
};

struct xlsx_styles {
	bool *is_date;
	size_t n, cap;
};

bool	xlsx_read_strings(struct arena *, const struct xlsx_part *,
    struct xlsx_strings *);
bool	xlsx_read_styles(struct arena *, const struct xlsx_part *,
    struct xlsx_styles *);
/* Whether the workbook counts days from 1904. */
bool	xlsx_is_1904(const struct xlsx_part *workbook);

#endif
