#ifndef APP_SEALED_H
#define APP_SEALED_H

#include "app/request.h"

/*
 * Texts about people that are no field of a record: drafts, files that wait,
 * the secret of a second factor. Sealed for their table, row and column.
 */
const char *sealed_close(struct request *, const char *table, const char *id,
    const char *column, const char *text);
/* NULL for NULL; NULL and r->damaged when it does not open. */
const char *sealed_open(struct request *, const char *table, const char *id,
    const char *column, const char *stored);

#endif
