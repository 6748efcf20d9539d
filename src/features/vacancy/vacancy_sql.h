#ifndef VACANCY_SQL_H
#define VACANCY_SQL_H

#include "features/directory/directory.h"
#include "features/vacancy/vacancy.h"

/* Of a room: id, label, beds, fresh_days, grey_days, told_at, service, kind,
 * municipality, place_name, phone, answers, visibility. kind, region NULL: any. */
struct board_ask {
	const char *kind, *service, *room;	/* NULL: any */
	enum reach reach;
};

enum result vacancy_sql_rooms(struct request *, const struct board_ask *,
    struct rows *) MUST_CHECK;
/* room, day, state, reason, number, as_of, told_by, channel of the cells of
 * those rooms from..to, by room and day. */
enum result vacancy_sql_cells(struct request *, const struct board_ask *,
    const char *from, const char *to, struct rows *) MUST_CHECK;
/* Kinds of services with a room, within that reach. */
enum result vacancy_sql_kinds(struct request *, enum reach, struct rows *)
    MUST_CHECK;
/* service, room, label, fresh_days, grey_days, day, state, reason, as_of of
 * rooms of services of those kinds (a set): a row a cell from..to, one without a
 * day for a room that has none; by service, room and day. */
enum result vacancy_sql_stays(struct request *, const char *kinds, enum reach,
    const char *from, const char *to, struct rows *) MUST_CHECK;
/* The last hundred that other ones took the place of, the newest first. */
enum result vacancy_sql_past(struct request *, const char *room,
    struct rows *) MUST_CHECK;

/* What the entry of that instant took the place of: day, id, state ("": nothing
 * stood there), reason, number; by day, what stood there last comes first. */
enum result vacancy_sql_entry(struct request *, const char *room,
    const char *at, struct rows *) MUST_CHECK;

struct cell {
	const char *room, *day;
	enum vacancy state;		/* VACANCY_UNKNOWN: taken away */
	const char *reason;		/* of few; or NULL */
	int64_t number;			/* < 0: not told */
	const char *channel;
};

/* Inside a deed. What stood there goes into the past when it was other. */
enum result vacancy_sql_set(struct request *, const struct cell *,
    const char *told_by);
/* Inside a deed: what stood there before, as of when it was told then; `past` is
 * its id among vacancy_sql_entry. */
enum result vacancy_sql_put_back(struct request *, const struct cell *,
    const char *past);
/* Inside a deed: all that is told of that room from..to holds as of now. */
enum result vacancy_sql_confirm(struct request *, const char *room,
    const char *from, const char *to, const char *told_by,
    const char *channel);
/* Inside a deed: the room was told of now. */
enum result vacancy_sql_told(struct request *, const char *room);
/* Rooms that nobody told of since that instant and that are not paused: as
 * vacancy_sql_rooms, with mail, reminded_on; longest first. */
enum result vacancy_sql_late(struct request *, const char *since,
    struct rows *) MUST_CHECK;
/* Inside a deed: a reminder went out today. CONFLICT: one did already. */
enum result vacancy_sql_reminded(struct request *, const char *room);
/* Ids of services of those kinds, for the fictional centre. */
enum result vacancy_sql_demo(struct request *, struct rows *) MUST_CHECK;

#endif
