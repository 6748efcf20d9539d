#ifndef DIRECTORY_SQL_H
#define DIRECTORY_SQL_H

#include "features/directory/directory_private.h"

enum result directory_sql_slots(struct request *, struct rows *) MUST_CHECK;
enum result directory_sql_slot_add(struct request *, const char *criterion,
    size_t slot);
/* The version, the place of a service (else NULL), and the fields with an open
 * proposal, as a set. MISSING: no such record. */
enum result directory_sql_head(struct request *, const struct record *,
    const char *id, int64_t *version, const char **place, const char **open)
    MUST_CHECK;
/* The field SEVERAL of directory_value: its value is the set of columns that
 * stand as they came, in one origin, shown to whom they are shown by default. A
 * field with a row of its own is none of them. Most of what a file brings stays
 * so, and a row each would be twenty times the table. */
/* All values of one record, and room for more behind them. */
enum { VALUES_ROOM = 100 };
enum result directory_sql_values(struct request *, const char *id,
    struct standing **, size_t *n) MUST_CHECK;
/* Writes the touched ones. */
enum result directory_sql_values_save(struct request *, const struct record *,
    const char *id, const struct standing *, size_t n);

/* One row of the history. */
struct past {
	const char *field;		/* NULL: all confirmed */
	const char *old_value, *old_terms, *new_value, *new_terms;
};
enum result directory_sql_past_add(struct request *, const struct record *,
    const char *id, const struct origin *, const struct past *, size_t n);

/* Columns that are copies. */
struct copies {
	const char *centre_fields, *supporter_fields;
	const char *answers, *confirmed_on;	/* of a service */
	const char *search;			/* of the others */
};
/* Writes columns and copies, and raises the version from that one. CONFLICT: it
 * is another. */
enum result directory_sql_save(struct request *, const struct record *,
    const char *id, int64_t version, const char *const *columns,
    const char *const *values, size_t n, const struct copies *);
/* What a new service shows of its place, and how many slots there are; those
 * that the pack lacks are made first. */
struct place_copies {
	const char *kana, *search, *municipality, *visibility;
	size_t slots;
};
enum result directory_sql_place_copies(struct request *, const char *place,
    struct place_copies *) MUST_CHECK;
/* Brings what services have from their place to all services of it. */
enum result directory_sql_follow(struct request *, const char *place);

/* Whether the same was refused since that day. */
enum result directory_sql_refused(struct request *, const char *id,
    const struct claim *, const char *since, bool *) MUST_CHECK;
/* In place of an open one of that field, if any. */
enum result directory_sql_propose(struct request *, const struct record *,
    const char *id, const struct origin *, const struct claim *);
/* The open proposal of that field, if any, is over. */
enum result directory_sql_withdraw(struct request *, const char *id,
    const char *field);
/* Open ones, with the name of what they are about and its value of today. */
enum result directory_sql_proposals(struct request *, int64_t limit,
    int64_t offset, struct rows *) MUST_CHECK;
enum result directory_sql_proposals_count(struct request *, int64_t *)
    MUST_CHECK;
/* How many, and since when the oldest of them waits. */
enum result directory_sql_proposals_waiting(struct request *, int64_t *n,
    const char **since) MUST_CHECK;
enum result directory_sql_proposal(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* CONFLICT: somebody has decided it already. */
enum result directory_sql_decide(struct request *, const char *id,
    const char *decision);
/* A proposal to close it is over. */
enum result directory_sql_reopen(struct request *, const char *service);

#endif
