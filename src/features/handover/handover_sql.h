#ifndef HANDOVER_SQL_H
#define HANDOVER_SQL_H

#include "features/account/account.h"
#include "features/handover/handover.h"

/* The kinds of open work, in the order they are carried over. */
enum work { WORK_STEP, WORK_TEAM, WORK_DISPATCH, WORK_GRANT, WORKS };

const struct record *handover_record(enum work);
/* "step", "team", "dispatch"; NULL of what never goes on. */
const char *handover_kind(enum work);

/* How much is open today: what ends today ends by itself. */
struct open {
	int64_t steps, children, dispatches, grants;
	int64_t asked;			/* named grants nobody has approved */
	int64_t drafts;
};
enum result handover_sql_open(struct request *, const char *person,
    struct open *) MUST_CHECK;
/* child, steps, teams, dispatches of each child with something open; by the
 * child's number. */
enum result handover_sql_children(struct request *, const char *person,
    struct rows *) MUST_CHECK;
/* Everybody else of the same body who has not left: columns of account. */
enum result handover_sql_colleagues(struct request *, const struct account *,
    struct rows *) MUST_CHECK;
/* The rows of a kind that are open, whole, as stored. */
enum result handover_sql_rows(struct request *, enum work, const char *person,
    struct rows *) MUST_CHECK;

/* Handovers of a person, latest first, at most so many: handover's columns,
 * successor_name, person_name, maker_name, given_teams, given_dispatches. */
enum result handover_sql_of(struct request *, const char *person,
    struct rows *) MUST_CHECK;
/* What whoever asks was handed over since that day, latest first: id, at,
 * person, person_name. */
enum result handover_sql_received(struct request *, const char *since,
    struct rows *) MUST_CHECK;
/* id, version, number, name of the children it is about today, by number. */
enum result handover_sql_items(struct request *, const char *handover,
    struct rows *) MUST_CHECK;
/* The contacts whose steps were given: contact's columns. */
enum result handover_sql_steps(struct request *, const char *handover,
    struct rows *) MUST_CHECK;
/* Each child's latest contact: contact's columns. */
enum result handover_sql_latest(struct request *, const char *handover,
    struct rows *) MUST_CHECK;
/* Who is there today, by child, but for who left: columns of the record,
 * person_name. */
enum result handover_sql_there(struct request *, enum work,
    const char *handover, struct rows *) MUST_CHECK;

/* The rest goes inside a deed. */

/* Nobody who administers has left who is asking: CONFLICT else. */
enum result handover_sql_still_here(struct request *);
/* Tokens, invitations, second factor, known addresses. */
enum result handover_sql_close(struct request *, const char *person);
enum result handover_sql_add(struct request *, struct handover *);
enum result handover_sql_add_item(struct request *, const struct handover *,
    enum work, const char *record_id, const char *child);
/*
 * Past record_change, which lets nobody write what they do not see, and an
 * administrator sees no child: a new version of a row as stored, the old one
 * kept, noted with the names of the fields, which end with NULL.
 */
enum result handover_sql_change(struct request *, const struct record *,
    const void *old, const void *obj, const char *const *names);
/* The same for a new row; of records without sealed fields only. */
enum result handover_sql_begin(struct request *, const struct record *,
    void *obj);
/* Whether that person is there all the while already. */
enum result handover_sql_covered(struct request *, const struct record *,
    const void *obj, bool *) MUST_CHECK;

#endif
