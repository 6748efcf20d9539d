#ifndef PREFECTURE_SQL_H
#define PREFECTURE_SQL_H

#include "features/prefecture/prefecture.h"

/* municipality, valid_from, region of one scheme; every belonging. */
enum result prefecture_sql_belongings(struct request *, const char *scheme,
    struct rows *) MUST_CHECK;
/* From that day on; the same day again corrects it. */
enum result prefecture_sql_belong(struct request *, const char *municipality,
    const char *scheme, const char *from, const char *region);

#endif
