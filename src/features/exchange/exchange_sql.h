#ifndef EXCHANGE_SQL_H
#define EXCHANGE_SQL_H

#include "features/exchange/exchange_private.h"

/* Events of a fiscal year, the latest first: exchange with `accepted`, `waiting`
 * (parties) and of the report `families`, `people`, `siblings` (NULL: none). */
enum result exchange_sql_year(struct request *, int year, struct rows *)
    MUST_CHECK;
/* Ids of those to come, as one column "id". */
enum result exchange_sql_coming(struct request *, struct rows *) MUST_CHECK;
/* Parties by state and as they signed up; guests of all of them, by party, with
 * `comes`: "1" of a party that has a place and did not stay away. */
enum result exchange_sql_parties(struct request *, const char *exchange,
    struct rows *) MUST_CHECK;
enum result exchange_sql_guests(struct request *, const char *exchange,
    struct rows *) MUST_CHECK;
/* How many have a place. */
enum result exchange_sql_seated(struct request *, const char *exchange,
    int64_t *) MUST_CHECK;
/* id of who has waited longest, or none; of a child's party, or none. Whoever
 * asks. */
enum result exchange_sql_first_waiting(struct request *, const char *exchange,
    struct rows *) MUST_CHECK;
enum result exchange_sql_party_of(struct request *, const char *exchange,
    const char *child, struct rows *) MUST_CHECK;
/* Inside a deed, in the name of whoever made room: that party has a place now;
 * audited. */
enum result exchange_sql_move_up(struct request *, const char *party);
enum result exchange_sql_report(struct request *, const char *exchange,
    struct rows *) MUST_CHECK;
/* supporter, way, times, people of a fiscal year. */
enum result exchange_sql_peers(struct request *, int year, struct rows *)
    MUST_CHECK;
/* Events of a year until that day without a report: exchange with keeper_name;
 * those soon to come. */
enum result exchange_sql_unreported(struct request *, const char *until,
    struct rows *)
    MUST_CHECK;
enum result exchange_sql_soon(struct request *, const char *until,
    struct rows *) MUST_CHECK;
/* id, on_day of parties with a mail address and a place in an event after today,
 * until that day, that were not reminded of that day yet. */
enum result exchange_sql_to_remind(struct request *, const char *until,
    struct rows *) MUST_CHECK;
/* A child of the fictional centre with a family. */
enum result exchange_sql_demo(struct request *, struct rows *) MUST_CHECK;

#endif
