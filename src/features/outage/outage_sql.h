#ifndef OUTAGE_SQL_H
#define OUTAGE_SQL_H

#include "app/record.h"
#include "features/outage/outage.h"
#include "features/outage/outage_rule.h"

/* All children where there is no power, as far as this person may see, in no
 * order yet; `restored`: also those where it came back. */
enum result outage_sql_lines(struct request *, const char *outage,
    bool restored, struct outage_line **, size_t *n) MUST_CHECK;
/* Those children themselves, each with first_kind and oxygen_minutes. */
enum result outage_sql_children(struct request *, const struct outage_line *,
    size_t n, struct rows *) MUST_CHECK;
/* The cases of those children. */
enum result outage_sql_cases(struct request *, const char *outage,
    const struct outage_line *, size_t n, struct rows *) MUST_CHECK;
/* Every case of an event this person may see. */
enum result outage_sql_all_cases(struct request *, const char *outage,
    struct rows *) MUST_CHECK;
/* Changes with whatever a list of an event is made of, but the clock. */
enum result outage_sql_tag(struct request *, int64_t *) MUST_CHECK;

/* Events, those that go on first: columns of the record and `areas`, codes of
 * municipalities joined by ",". */
enum result outage_sql_events(struct request *, bool open, struct rows *)
    MUST_CHECK;
/* municipality, cut_at, restored_at; by municipality. */
enum result outage_sql_areas(struct request *, const char *outage,
    struct rows *) MUST_CHECK;
/* id and name of the agencies named for it; of all that could be. */
enum result outage_sql_bodies(struct request *, const char *outage,
    struct rows *) MUST_CHECK;
enum result outage_sql_agencies(struct request *, struct rows *) MUST_CHECK;
/* at, name, verb, what of the event itself. */
enum result outage_sql_turns(struct request *, const char *outage,
    struct rows *) MUST_CHECK;
/* The open event, no drill before a drill, without power where the child is:
 * its id and since when. MISSING. */
enum result outage_sql_of_child(struct request *, const char *child,
    const char **outage, const char **cut_at) MUST_CHECK;
/* MISSING: nobody has taken that child on. */
enum result outage_sql_case(struct request *, const char *outage,
    const char *child, struct outage_case *) MUST_CHECK;
enum result outage_sql_logs(struct request *, const char *outage,
    const char *child, struct rows *) MUST_CHECK;

/* Inside a deed. */
void	outage_sql_area_add(struct request *, const char *outage,
    const char *municipality, const char *cut_at);
void	outage_sql_restore(struct request *, const char *outage,
    const char *municipality);
void	outage_sql_body_add(struct request *, const char *outage,
    const char *agency);
void	outage_sql_turn(struct request *, const char *outage, const char *verb,
    const char *what);

#endif
