#ifndef OUTAGE_STOCK_SQL_H
#define OUTAGE_STOCK_SQL_H

#include "app/record.h"

/* Columns of the record and `lent`: how many pieces are out. */
enum result outage_sql_stocks(struct request *, const char *outage,
    struct rows *) MUST_CHECK;
/* Pieces that are not out; 0 for what is not of that event. */
enum result outage_sql_free(struct request *, const char *outage,
    const char *stock, int64_t *) MUST_CHECK;
/* Columns of the record, and label, kind of the thing: of one child, or NULL. */
enum result outage_sql_loans(struct request *, const char *outage,
    const char *child, struct rows *) MUST_CHECK;
/* name, detail, phone: welfare shelters where the child lives. */
enum result outage_sql_shelters(struct request *, const char *municipality,
    struct rows *) MUST_CHECK;
/* place_name, label, phone, municipality, state, as_of, fresh_days, grey_days
 * of rooms that were said to have room today. */
enum result outage_sql_rooms(struct request *, struct rows *) MUST_CHECK;

#endif
