#ifndef AUDITLOG_MONTH_H
#define AUDITLOG_MONTH_H

#include "app/audit.h"
#include "features/auditlog/auditlog_pace.h"

/*
 * What there is to look through of a month of the log. Working hours are from
 * DAY_BEGINS to DAY_ENDS o'clock in Japan, Monday to Friday. Many are as many
 * different children as nobody needs for one family, or for a day's visits.
 */
enum { INSTANT_ROOM = sizeof("YYYY-MM-DDTHH:MM:SSZ") };
enum { DAY_BEGINS = 7, DAY_ENDS = 20, MANY_AT_ONCE = 20, MANY_A_DAY = 50 };

/* What one person did. */
struct month_person {
	const char *person, *login;
	int64_t failures, codes;	/* signing in: password, second factor */
	int64_t peak;			/* most children in ten minutes */
	const char *peak_at;		/* instant; NULL for none */
	int64_t most;			/* most children in a day */
	const char *most_on;		/* day; NULL for none */
	/* Of the counting. */
	struct pace *pace;
	struct text_map *met, *met_on;	/* child -> child, day */
	const char *day;
	int64_t today;			/* children on that day */
	size_t outside;			/* number of the last, plus one */
};

/* Views and lists of one person outside working hours, on one day. */
struct month_outside {
	const char *day, *person, *login;
	const char *first;		/* instants */
	char last[INSTANT_ROOM];
	int64_t looks;
};

/* A row as it stands in the log; its members stay. */
struct month_deeds {
	struct audit_row *rows;		/* oldest first */
	size_t n, room;
};

struct month {
	struct month_person *people;
	size_t npeople, room_people;
	struct month_outside *outside;	/* oldest first */
	size_t noutside, room_outside;
	struct month_deeds exports, changes, grants;
	int64_t strangers;	/* failed sign-ins that name nobody here */
	int64_t sought;		/* children to break open, not found */
};

/* Rows of instants [from, to). */
enum result month_read(struct request *, const char *from, const char *to,
    struct month *) MUST_CHECK;
/* Whether somebody should ask why. */
bool	month_is_many(const struct month_person *);

#endif
