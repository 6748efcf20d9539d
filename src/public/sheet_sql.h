#ifndef SHEET_SQL_H
#define SHEET_SQL_H

#include "public/hsds_private.h"

/* Ids in the order of the files: by municipality, then as they sound. */
enum result sheet_sql_service_ids(struct request *, struct rows *) MUST_CHECK;
enum result sheet_sql_room_ids(struct request *, struct rows *) MUST_CHECK;
/* These services, in the order of the ids given. */
enum result sheet_sql_services(struct request *, const char *const *ids,
    size_t n, const struct hsds_row **) MUST_CHECK;

struct sheet_room {
	const char *id, *service, *label, *beds, *fresh_days, *grey_days;
};

struct sheet_told {
	const char *room, *day, *state, *reason, *number, *as_of, *channel;
};

/* Rooms in the order of the ids given, and services[i] that of the i-th. */
enum result sheet_sql_rooms(struct request *, const char *const *ids,
    size_t n, const struct sheet_room **, const struct hsds_row **services)
    MUST_CHECK;
/* Their cells of these days, by room and day. */
enum result sheet_sql_cells(struct request *, const char *const *ids,
    size_t n, const char *from, const char *to, const struct sheet_told **,
    size_t *ncells) MUST_CHECK;

#endif
