#include "features/auditlog/auditlog_room.h"

#include <string.h>

enum { FIRST_ROOM = 64 };

void *
auditlog_room(struct arena *mem, void *list, size_t n, size_t *room,
    size_t size)
{
	void *more;

	if (n < *room)
		return list;
	*room = *room * 2 + FIRST_ROOM;
	more = arena_array(mem, *room, size);
	if (n)
		memcpy(more, list, n * size);
	return more;
}
