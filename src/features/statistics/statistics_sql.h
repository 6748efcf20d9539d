#ifndef STATISTICS_SQL_H
#define STATISTICS_SQL_H

#include "features/statistics/statistics_count.h"

/* The queries of the tables. Cells come in the order of the enums. What was
 * erased since is counted on without saying whose it was; its ids begin with
 * STATISTICS_ERASED and lead nowhere. */
#define STATISTICS_ERASED "erased-"

typedef enum result statistics_each(void *ctx, const char *const *cells,
    size_t ncols);

enum { CONTACT_DAY, CONTACT_CHILD, CONTACT_METHOD, CONTACT_REQUESTER,
	CONTACT_TOPICS, CONTACT_PARTNERS, CONTACT_ID };
enum { CHILD_ID, CHILD_BORN, CHILD_MUNICIPALITY, CHILD_CARE };
enum { ACTIVITY_REGION, ACTIVITY_KIND, ACTIVITY_DAY, ACTIVITY_ID,
	ACTIVITY_NUMBER };

/* Without id: answered from the index alone. */
enum result statistics_sql_contacts(struct request *, const struct period *,
    statistics_each *, void *) MUST_CHECK;
/* With id, latest first; children by number. */
enum result statistics_sql_contact_ids(struct request *,
    const struct period *, statistics_each *, void *) MUST_CHECK;
enum result statistics_sql_children(struct request *, statistics_each *,
    void *) MUST_CHECK;
enum result statistics_sql_child_ids(struct request *, statistics_each *,
    void *) MUST_CHECK;
enum result statistics_sql_activities(struct request *,
    const struct period *, statistics_each *, void *) MUST_CHECK;
enum result statistics_sql_activity_ids(struct request *,
    const struct period *, statistics_each *, void *) MUST_CHECK;
/* Day of the first contact or activity there is, or NULL. */
enum result statistics_sql_first_day(struct request *, const char **)
    MUST_CHECK;

#endif
