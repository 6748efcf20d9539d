#include "features/auditlog/auditlog_pace.h"

#include <stdbool.h>
#include <string.h>

#include "app/text_map.h"
#include "features/auditlog/auditlog_room.h"

struct opening {
	int64_t at;
	const char *child;
};

/* The openings of the last ten minutes, numbered from the very first. */
struct pace {
	struct arena *mem;
	struct opening *at;		/* at[i] is number base + i */
	size_t base, n, room;
	size_t different;
	struct text_map *latest;	/* child -> number of its last, plus one */
};

struct pace *
pace_new(struct arena *mem)
{
	struct pace *p = arena_take(mem, sizeof(*p));

	p->mem = mem;
	p->latest = text_map_new(mem, 64);
	return p;
}

/* 0: not within the last ten minutes. */
static size_t
latest_of(const struct pace *p, const char *child)
{
	const size_t *number = text_map_get(p->latest, child);

	return number ? *number : 0;
}

static void
set_latest(struct pace *p, const char *child, size_t number)
{
	size_t *kept = arena_take(p->mem, sizeof(*kept));

	*kept = number;
	text_map_put(p->latest, child, kept);
}

static bool
over(const struct opening *o, int64_t at)
{
	return at - o->at > PACE_SECONDS || o->at - at > PACE_SECONDS;
}

/* Forgets what is ten minutes past; a child seen again since still counts. */
static void
forget(struct pace *p, int64_t at)
{
	size_t gone = 0;

	while (gone < p->n && over(&p->at[gone], at)) {
		const char *child = p->at[gone++].child;

		if (latest_of(p, child) != p->base + gone)
			continue;
		set_latest(p, child, 0);
		p->different--;
	}
	p->base += gone;
	p->n -= gone;
	if (gone && p->n)
		memmove(p->at, p->at + gone, p->n * sizeof(*p->at));
}

size_t
pace_add(struct pace *p, int64_t at, const char *child)
{
	forget(p, at);
	p->at = auditlog_room(p->mem, p->at, p->n, &p->room, sizeof(*p->at));
	p->different += latest_of(p, child) == 0;
	p->at[p->n++] = (struct opening){ at, child };
	set_latest(p, child, p->base + p->n);
	return p->different;
}
