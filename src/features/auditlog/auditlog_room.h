#ifndef AUDITLOG_ROOM_H
#define AUDITLOG_ROOM_H

#include "base/arena.h"

/* `list` of n members of that size with room for one more, where it may have
 * moved to; *room is how many fit, 0 at first. */
void	*auditlog_room(struct arena *, void *list, size_t n, size_t *room,
    size_t size);

#endif
