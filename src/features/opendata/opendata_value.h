#ifndef OPENDATA_VALUE_H
#define OPENDATA_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * What one cell means. Each gives NULL (or false) with *says, a sentence, when
 * it is not what it should be; *says alone is set for what was mended and the
 * centre may want to look at. Empty cells do not come here.
 */

/* A municipality's code: 5 digits, or 2 of a prefecture alone. Takes 4, 5 and 6
 * digits; a zero that a spreadsheet ate is given back when the check digit
 * proves it, or `prefecture`, known otherwise (NULL: not), agrees. */
const char *open_code(struct arena *, const char *typed,
    const char *prefecture, const char **says);
/* Of an office, a medical institution (10 digits, a check digit last) or a
 * 13-digit ID; letters are kept. */
const char *open_number(struct arena *, const char *typed,
    const char *prefecture, const char **says);
/* 7 digits of an institution with its prefecture and fee table (1 medical,
 * 3 dental, 4 pharmacy): 10 digits. */
const char *open_institution(struct arena *, const char *typed,
    const char *prefecture, char table, const char **says);
/* 13 digits whose first is the check digit. */
const char *open_corporation(struct arena *, const char *typed,
    const char **says);
/* "017-722-1111": width and hyphens folded, an eaten zero given back. */
const char *open_phone(struct arena *, const char *typed, const char **says);
const char *open_postcode(struct arena *, const char *typed,
    const char **says);
/* In 1/100000 degree. */
bool	open_degrees(struct arena *, const char *typed, int32_t *,
    const char **says);
/* Persons or beds: "10", "１０人", "5名". */
bool	open_capacity(struct arena *, const char *typed, int64_t *,
    const char **says);
/* "9:00～18:00"; "" for hours that are none, like 00:00-00:00. */
const char *open_hours(struct arena *, const char *from, const char *to);
/* Blanks and padding of 和暦 dates taken out: "昭38. 5. 1". */
const char *open_day(struct arena *, const char *typed, const char *today,
    const char **says);

/* Whether the last digit proves those before it (tens, weights 2 and 1). */
bool	open_proves(const char *digits);

#endif
