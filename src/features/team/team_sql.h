#ifndef TEAM_SQL_H
#define TEAM_SQL_H

#include "features/team/team.h"

/* All rows of a child in one of the records with days: its columns,
 * person_name, person_role, and of named_grant also asker_name,
 * approver_name. Those that ended come last. */
enum result team_sql_of_child(struct request *, const struct record *,
    const char *child, struct rows *) MUST_CHECK;
/* Who is there today: kind (team, assignment, family), name, what (text, or a
 * relation), to_on, restricted. */
enum result team_sql_today(struct request *, const char *child, struct rows *)
    MUST_CHECK;
/* What somebody should know of or decide: kind (open, review, approval), name,
 * until, id. */
enum result team_sql_pending(struct request *, const char *child,
    struct rows *) MUST_CHECK;

/* MISSING when there is no such child. For those who may not see it yet. */
enum result glass_sql_has_child(struct request *, const char *child)
    MUST_CHECK;
/* id, number, name, kana as stored, of everybody born that day. */
enum result glass_sql_born_on(struct request *, const char *day,
    struct rows *) MUST_CHECK;
/* record_add asks whether the person may see the child; this is for those who
 * have no other way to. Inside a deed; leaves no audit row. */
enum result glass_sql_add(struct request *, struct glass *);
/* Glass with person_name, reviewer_name; latest first. */
enum result glass_sql_of_child(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* The same of all children, opened in [from, to), earliest first. */
enum result glass_sql_between(struct request *, const char *from,
    const char *to, struct rows *) MUST_CHECK;

/* How many glasses nobody has reviewed, the day and month ("2026-04") of the
 * oldest of them; how many named grants wait for a second person. */
struct team_waiting {
	int64_t nglass, napprovals;
	const char *since, *month;	/* NULL: no glass waits */
	const char *child;		/* of one grant that waits, or NULL */
};
enum result team_waiting(struct request *, struct team_waiting *) MUST_CHECK;

#endif
