#ifndef MEETING_SQL_H
#define MEETING_SQL_H

#include "app/due.h"
#include "features/meeting/meeting.h"

/* The columns of meeting, person_name, agency_name. */

/* Still to come or to be written up, the next first; or over (held, closed,
 * cancelled), the latest first. */
enum result meeting_sql_list(struct request *, bool over, int64_t limit,
    int64_t offset, struct rows *) MUST_CHECK;
enum result meeting_sql_count(struct request *, bool over, int64_t *)
    MUST_CHECK;
/* The child's, latest first. */
enum result meeting_sql_of_child(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* Planned ones soon after ask->until, and the last of those held every year, by day; beside the
 * columns: waits, the number of unanswered invitations, and since when. */
enum result meeting_sql_waiting(struct request *, const struct due_ask *,
    struct rows *) MUST_CHECK;

/* Those invited and not taken back, by side and as invited: the columns of
 * meeting_participant, agency_name. */
enum result meeting_sql_people(struct request *, const char *meeting,
    struct rows *) MUST_CHECK;
/* Id of the meeting that follows on this one; MISSING: none yet. */
enum result meeting_sql_next(struct request *, const char *meeting,
    const char **id) MUST_CHECK;
/* id, name of agencies: those the child's family has agreed to first. */
enum result meeting_sql_agencies(struct request *, const char *child,
    struct rows *) MUST_CHECK;

/*
 * For whoever holds a link, who has no path to the child: the invitation and
 * its meeting, opened. What of it may be shown the caller decides. MISSING:
 * taken back, or no such.
 */
enum result meeting_sql_invitation(struct request *, const char *participant,
    struct meeting *, struct meeting_participant *) MUST_CHECK;
/* For the same page, where a consent lets it be told; NULL: none. */
const char *meeting_sql_child_name(struct request *, const char *child);
/* Inside a deed: that answer, in the name of the link; audited. */
enum result meeting_sql_answer(struct request *,
    const struct meeting_participant *);
/* Ids of children with a consent, and the agency it goes to: for the demo. */
enum result meeting_sql_demo_consents(struct request *, struct rows *)
    MUST_CHECK;

#endif
