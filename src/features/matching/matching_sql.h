#ifndef MATCHING_SQL_H
#define MATCHING_SQL_H

#include "features/directory/directory.h"
#include "features/matching/matching_find.h"

/* Services that are not closed, of kinds in a set "a,b", shown within `reach`,
 * with their place. */
enum result matching_sql_services(struct request *, const char *kinds,
    enum reach, struct rows *) MUST_CHECK;
/* record_id, field, value, terms, source, confirmed_on of those fields (a set),
 * and of SEVERAL, of those services, MAX_FACTS at most, as far as this person may
 * see them; by service. */
enum result matching_sql_facts(struct request *, const char *const *ids,
    size_t n, const char *fields, struct rows *) MUST_CHECK;
/* Of need_record, the newest first; open: those that are not ended. */
enum result matching_sql_needs(struct request *, bool open, const char *child,
    struct rows *) MUST_CHECK;
/* Of inquiry_record, with service_name, place_name, phone, mail. */
enum result matching_sql_inquiries(struct request *, const char *need,
    struct rows *) MUST_CHECK;
/* Inside a deed. CONFLICT: it is answered, or has been seen. */
enum result matching_sql_seen(struct request *, const char *inquiry);
/* An inquiry as stored, for whoever comes by its link; MISSING. */
enum result matching_sql_inquiry(struct request *, const char *id,
    struct inquiry *, struct need *) MUST_CHECK;

/* Inside a deed: answer, reason, comment, answered_on, channel, by a link. */
enum result matching_sql_answer(struct request *, const struct inquiry *);
/* Of need_record, with late ("0", "1") and on_day: open ones with an answer, or
 * asked until that day and not answered by anybody. */
enum result matching_sql_due(struct request *, const char *asked_until,
    const char *child, struct rows *) MUST_CHECK;
/* Of inquiry_record, with the municipality of the service that said no. */
enum result matching_sql_refusals(struct request *, const char *since,
    struct rows *) MUST_CHECK;
/* id, municipality, born_on, care of every child whose care is known: for
 * counts, which the centre alone sees. */
enum result matching_sql_children(struct request *, struct rows *) MUST_CHECK;
/* Ids of services of a kind, for the fictional centre. */
enum result matching_sql_demo(struct request *, const char *kind,
    struct rows *) MUST_CHECK;
/* What the place of a service is called; "". */
const char *matching_sql_place(struct request *, const char *service);

#endif
