#ifndef VACANCY_STAY_H
#define VACANCY_STAY_H

#include "features/vacancy/vacancy.h"

/* A room over some days: its worst day. What is grey counts as unknown, for
 * somebody has to ask first. */
struct vacancy_stay {
	const char *service, *room, *label;	/* ids, and the room's name */
	enum vacancy state;		/* of the worst day */
	struct vacancy_shown shown;	/* what the board says of that day */
	const char *day;		/* the first of the worst */
	const char *reason;		/* of few; or NULL */
	const char *as_of;		/* the oldest it stands on; NULL: none */
};

/* From best to worst: open, few, unknown, full and closed. */
bool	vacancy_is_worse(enum vacancy, enum vacancy than);
/* The best room of every service of those kinds (a set "a,b") from..to, by
 * service; those without a room are not there. MAX_STAY days at most. */
enum { MAX_STAY = 31 };
enum result vacancy_stays(struct request *, const char *kinds,
    const char *from, const char *to, struct vacancy_stay **, size_t *n)
    MUST_CHECK;

#endif
