#ifndef COUNCIL_SQL_H
#define COUNCIL_SQL_H

#include "features/council/council_private.h"

/* All, those that go on first, with `keeper_name`, `members` (in term today) and
 * `next_on`, the day of the meeting that is planned next. */
enum result council_sql_list(struct request *, int64_t limit, int64_t offset,
    struct rows *) MUST_CHECK;
enum result council_sql_count(struct request *, int64_t *) MUST_CHECK;
/* Terms of a council, those to come and running first, with `agency_name` and
 * `followed`, the id of the term after it. */
enum result council_sql_members(struct request *, const char *council,
    struct rows *) MUST_CHECK;
/* Those in term on a day. */
enum result council_sql_members_on(struct request *, const char *council,
    const char *day, struct rows *) MUST_CHECK;
/* Terms that end from `from` to `until` and that nobody follows, of councils that
 * go on; with `council_title`, `keeper`, `keeper_name`. */
enum result council_sql_ending(struct request *, const char *from,
    const char *until, struct rows *) MUST_CHECK;

/* Meetings of a council, the latest first: council_meeting with `on_day`,
 * `state`, `items`, `decided` (how many tasks came of it). */
enum result council_sql_meetings(struct request *, const char *council,
    struct rows *) MUST_CHECK;
/* The highest number given so far in that year (0: of all). */
enum result council_sql_last_number(struct request *, const char *council,
    int64_t year, int64_t *) MUST_CHECK;
/* The row of a meeting that belongs to a council, or none. */
enum result council_sql_of_meeting(struct request *, const char *meeting,
    struct rows *) MUST_CHECK;

enum result council_sql_items(struct request *, const char *council_meeting,
    struct rows *) MUST_CHECK;
/* Talks of the meeting, on the agenda or not, in the order they were handed to
 * it: concern_talk. */
enum result council_sql_talks(struct request *, const char *meeting,
    struct rows *) MUST_CHECK;
/* Those of them that were taken off the agenda: talk. */
enum result council_sql_removed(struct request *, const char *council_meeting,
    struct rows *) MUST_CHECK;

enum result council_sql_seats(struct request *, const char *council_meeting,
    struct rows *) MUST_CHECK;

/* Tasks that came of the council's meetings, of those before `day` when given,
 * the oldest meeting first: task with owner_name, on_day and the
 * meeting's year and number. */
enum result council_sql_actions(struct request *, const char *council,
    const char *day, struct rows *) MUST_CHECK;
/* What was said about them, in the order of the meetings. */
enum result council_sql_reviews(struct request *, const char *council,
    struct rows *) MUST_CHECK;

#endif
