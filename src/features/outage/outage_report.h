#ifndef OUTAGE_REPORT_H
#define OUTAGE_REPORT_H

#include "features/outage/outage_private.h"

/*
 * What an event was, counted: whom somebody took on or who needs power, where
 * they are now; minutes are whole ones from the cut, and from the declaration.
 */
struct outage_reached {
	const char *child, *municipality;
	enum outage_status status;
	const char *reached_at;		/* NULL: never */
	const char *told_by;
	int64_t since_cut, since_declared;	/* -1: never reached */
};

struct outage_report {
	struct outage outage;
	struct rows areas, turns;
	struct outage_reached *all;	/* first reached first, the others last */
	size_t n;
	int64_t counts[OUTAGE_STATUSES], reached;
};

enum result outage_report_load(struct request *, const char *id,
    struct outage_report *) MUST_CHECK;
/* Of one municipality; NULL: of all. The middle of the minutes since the cut,
 * and the most; -1: none was reached. */
struct outage_figures {
	int64_t n, reached, middle, most;
};
struct outage_figures outage_report_figures(const struct outage_report *,
    const char *municipality);

#endif
