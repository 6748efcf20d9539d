#ifndef APP_AUDIT_H
#define APP_AUDIT_H

#include "app/record.h"

/*
 * Who did what to which record, in the same transaction as the deed. Rows
 * hold names of fields that changed, never their contents.
 */
enum result audit_note(struct request *, const char *verb,
    const struct record *, const void *obj);
/* For deeds without a record: sign-in, import. `what` is ours, not typed. */
enum result audit_note_plain(struct request *, const char *verb,
    const char *record, const char *id, const char *what);

#endif
