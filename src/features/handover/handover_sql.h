#ifndef HANDOVER_SQL_H
#define HANDOVER_SQL_H

#include "features/account/account.h"
#include "features/handover/handover.h"

/* How many forms somebody was still writing. */
enum result handover_sql_drafts(struct request *, const char *person,
    int64_t *) MUST_CHECK;
/* Everybody else of the same body who has not left: columns of account. */
enum result handover_sql_colleagues(struct request *, const struct account *,
    struct rows *) MUST_CHECK;

/* Handovers of a person, latest first, at most so many: handover's columns,
 * successor_name, person_name, maker_name. */
enum result handover_sql_of(struct request *, const char *person,
    struct rows *) MUST_CHECK;
/* kind, was_open, went_on. */
enum result handover_sql_counts(struct request *, const char *handover,
    struct rows *) MUST_CHECK;
/* What whoever asks was handed over since that day, latest first: id, at,
 * person, person_name. */
enum result handover_sql_received(struct request *, const char *since,
    struct rows *) MUST_CHECK;
/* id, version, number, name of the children it is about today, by number. */
enum result handover_sql_items(struct request *, const char *handover,
    struct rows *) MUST_CHECK;
/* The rows of a kind that went on: the record's columns, beside. */
enum result handover_sql_rows(struct request *, const struct owned *,
    const char *handover, struct rows *) MUST_CHECK;
/* Each child's latest contact: contact's columns. */
enum result handover_sql_latest(struct request *, const char *handover,
    struct rows *) MUST_CHECK;
/* Who is there today by that record with days, by child, but for who left:
 * columns of the record, person_name. */
enum result handover_sql_there(struct request *, const struct record *,
    const char *handover, struct rows *) MUST_CHECK;

/* The rest goes inside a deed. */

/* Nobody who administers has left who is asking: CONFLICT else. */
enum result handover_sql_still_here(struct request *);
/* Tokens, invitations, second factor, known addresses. */
enum result handover_sql_close(struct request *, const char *person);
enum result handover_sql_add(struct request *, struct handover *);
enum result handover_sql_add_item(struct request *, const struct handover *,
    const char *kind, const char *record_id, const char *child);
enum result handover_sql_add_count(struct request *, const struct handover *,
    const char *kind, int64_t was_open, int64_t went_on);

/* A row as it lies there: sealed cells stay sealed; and with all open. */
void	*handover_stored(struct request *, const struct record *,
    const struct rows *, size_t i);
void	*handover_opened(struct request *, const struct record *,
    const void *stored);
/*
 * Past record_change, which lets nobody write what they do not see, and an
 * administrator sees no child: a new version of a row, the old one kept as
 * stored, noted with the names of the fields in which `obj` differs.
 */
enum result handover_sql_change(struct request *, const struct record *,
    const void *stored, const void *obj);
/* The same for a new row. */
enum result handover_sql_begin(struct request *, const struct record *,
    void *obj);
/* Whether whoever `field` names is there all the while already. */
enum result handover_sql_covered(struct request *, const struct record *,
    const char *field, const void *obj, bool *) MUST_CHECK;

#endif
