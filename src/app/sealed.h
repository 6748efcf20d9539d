#ifndef APP_SEALED_H
#define APP_SEALED_H

#include "app/request.h"

/*
 * Texts about people that are no field of a record: drafts, files that wait,
 * the secret of a second factor. Sealed for their table, row and column.
 */
struct sealed_column {
	const char *table, *key, *second;	/* the id: key, or "key second" */
	const char *column;
};

/* All of them, for whoever goes through what is sealed. */
extern const struct sealed_column sealed_columns[];
extern const size_t nsealed_columns;

const char *sealed_close(struct request *, const char *table, const char *id,
    const char *column, const char *text);
/* NULL for NULL; NULL and r->damaged when it does not open. */
const char *sealed_open(struct request *, const char *table, const char *id,
    const char *column, const char *stored);

#endif
