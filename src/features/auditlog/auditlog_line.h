#ifndef AUDITLOG_LINE_H
#define AUDITLOG_LINE_H

#include "app/page.h"
#include "features/auditlog/auditlog_sql.h"
#include "features/auditlog/auditlog_who.h"

/*
 * A row of the log in words for an administrator: whoever keeps the accounts
 * sees no child, so that a child is the last eight letters of an id here, and
 * neither name nor number.
 */
struct log_line {
	const char *seq, *at;		/* R8.11.20（金）10:20:05 */
	const char *name, *login, *agency, *role;
	const char *verb, *about, *paths, *classes, *what;
	const char *child;		/* how its id ends; NULL: none, or many */
	bool of_child;			/* it is about something of the child's */
};
enum { LOG_LINE_SLOTS = 13 };
extern const struct slot log_line_slots[LOG_LINE_SLOTS];

struct log_line log_line_of(struct met *, const struct audit_row *,
    int64_t seq);
/* Longer ids in a text, cut down to their last eight letters. */
const char *log_shortened(struct arena *, const char *);

/* ?from= ?to= ?person= ?child= ?verb= ?record= of this request. */
struct auditlog_filter auditlog_filter_of(struct request *,
    const struct auditlog_period *);
/* <option>s: everybody who ever signed in, every kind of record. */
enum result auditlog_people(struct request *, const char *chosen,
    const struct html **out) MUST_CHECK;
const struct html *auditlog_records(struct request *, const char *chosen);

#endif
