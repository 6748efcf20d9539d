#ifndef COORDINATOR_SQL_H
#define COORDINATOR_SQL_H

#include "features/coordinator/coordinator.h"

/* The columns of supporter, agency_name, agency_phone of those who support the
 * child today; `all`: also those who ended, last. */
enum result supporter_sql_of_child(struct request *, const char *child,
    bool all, struct rows *) MUST_CHECK;
/* The register: columns of coordinator, agency_name, account_left_on (once their
 * account is closed), cases: children who are theirs today, by a row of
 * supporter, team_member or assignment. By kana. */
enum result coordinator_sql_all(struct request *, struct rows *) MUST_CHECK;
/* child of each case of one of them today. */
enum result coordinator_sql_cases(struct request *, const char *coordinator,
    struct rows *) MUST_CHECK;
/* coordinator, child, care of each case there ever was. */
enum result coordinator_sql_history(struct request *, struct rows *)
    MUST_CHECK;
/* id, name, agency, municipality (of the agency) of the advisors. */
enum result coordinator_sql_advisors(struct request *, struct rows *)
    MUST_CHECK;
/* municipality (or NULL), known, held: children, and those of them who have a
 * coordinator today. */
enum result coordinator_sql_children(struct request *, struct rows *)
    MUST_CHECK;
/* Columns of child of those without a coordinator, in these municipalities
 * (none of them: of no municipality), and how many there are. */
struct coordinator_area {
	const char *const *municipalities;
	size_t n;
	bool all;			/* wherever they live */
};
enum result coordinator_sql_without(struct request *,
    const struct coordinator_area *, int64_t limit, int64_t offset,
    struct rows *) MUST_CHECK;
enum result coordinator_sql_count_without(struct request *,
    const struct coordinator_area *, int64_t *) MUST_CHECK;

#endif
