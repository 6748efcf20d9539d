#ifndef APP_FIELD_COUNTS_H
#define APP_FIELD_COUNTS_H

#include "app/record.h"

/*
 * How many of each code, "doctor:2,nurse:1" in list order: who took part. A
 * form has a number for each code, NAME_CODE; JSON the text as stored; a sheet
 * 医師2；看護師1.
 */
enum { COUNTS_MAX = 999 };

/* As field_read: NULL, or a sentence. `out` is what was read. */
const char *counts_read(struct request *, const struct field *,
    const char *typed, const char *day, bool importing, const char **out);
/* What the numbers of the form come to; NULL: none of them was sent. */
const char *counts_typed(struct request *, const struct field *);
/* Whether an input of that name belongs to one of the record's fields. */
bool	counts_has_input(const struct codes *, const struct record *,
    const char *name);
/* 医師2名、看護師1名 with join between; "" for none. */
const char *counts_shown(struct request *, const struct field *,
    const char *stored);
const char *counts_sheet(struct arena *, const struct codes *,
    const struct field *, const char *stored);
/* The numbers of the form. */
void	counts_put(struct request *, struct buffer *, const struct field *,
    const char *value);

#endif
