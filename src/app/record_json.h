#ifndef APP_RECORD_JSON_H
#define APP_RECORD_JSON_H

#include "app/record.h"

void	record_json(struct request *, struct buffer *, const struct record *,
    const void *obj);
/* Back from record_json, for earlier versions. BROKEN: not one of ours. */
enum result record_from_json(struct request *, const struct record *,
    const char *json, void *obj) MUST_CHECK;

#endif
