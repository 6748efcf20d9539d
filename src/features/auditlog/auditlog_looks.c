#include "features/auditlog/auditlog_looks.h"

#include <string.h>

#include "app/text_map.h"
#include "features/auditlog/auditlog_room.h"
#include "features/auditlog/auditlog_sql.h"
#include "features/auditlog/auditlog_who.h"

/* Rows of one child, gathered by person and day while they go by. */
struct gathering {
	struct request *r;
	struct looks *out;
	struct text_map *days, *lists;	/* key -> its place, plus one */
	size_t room_looks, room_lists;
};

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

bool
looks_may_know(const struct request *r, const struct audit_row *row)
{
	if (!r->who->agency)
		return true;
	if (row->agency)
		return is(row->agency, r->who->agency);
	return row->path && strncmp(row->path, "centre", 6) == 0;
}

/* A place stays where its list moves: what is kept is its number. */
static size_t
place_of(struct arena *mem, struct text_map *map, const char *key, size_t n)
{
	const size_t *known = text_map_get(map, key);
	size_t *fresh;

	if (known)
		return *known;
	fresh = arena_take(mem, sizeof(*fresh));
	*fresh = n;
	text_map_put(map, key, fresh);
	return n;
}

static const char *
kept(struct arena *mem, const char *s)
{
	return s ? arena_text(mem, s) : NULL;
}

/* 9:05 */
static const char *
clock_of(struct arena *mem, const char *local)
{
	return local[11] == '0' ? arena_bytes(mem, local + 12, 4) :
	    arena_bytes(mem, local + 11, 5);
}

static void
add_look(struct gathering *g, const struct audit_row *row)
{
	struct arena *mem = g->r->mem;
	struct looks *all = g->out;
	const char *local = auditlog_local(mem, row->at);
	const char *day = arena_bytes(mem, local, 10);
	const char *time = clock_of(mem, local);
	size_t at = place_of(mem, g->days, arena_fmt(mem, "%s %s %s", day,
	    row->person ? row->person : "", row->login), all->nlooks);
	struct look *l;

	if (at == all->nlooks) {
		all->looks = auditlog_room(mem, all->looks, all->nlooks++,
		    &g->room_looks, sizeof(*all->looks));
		all->looks[at] = (struct look){ .day = day, .last = time,
		    .person = kept(mem, row->person),
		    .login = kept(mem, row->login),
		    .agency = kept(mem, row->agency) };
	}
	l = &all->looks[at];
	l->first = time;
	l->paths = auditlog_set_add(mem, l->paths, row->path, '+');
	l->classes = auditlog_set_add(mem, l->classes, row->classes, ',');
	l->consents = auditlog_set_add(mem, l->consents, row->consent, ' ');
	if (is(row->verb, "view"))
		l->opened++;
	else
		l->written++;
}

static void
add_listing(struct gathering *g, const struct audit_row *row)
{
	struct arena *mem = g->r->mem;
	struct looks *all = g->out;
	bool file = strncmp(row->what, "/export/", 8) == 0;
	size_t at = place_of(mem, g->lists, arena_fmt(mem, "%d %s %s", file,
	    row->person ? row->person : "", row->login), all->nlistings);
	struct listing *l;

	if (at == all->nlistings) {
		all->listings = auditlog_room(mem, all->listings,
		    all->nlistings++, &g->room_lists,
		    sizeof(*all->listings));
		all->listings[at] = (struct listing){ .file = file,
		    .person = kept(mem, row->person),
		    .login = kept(mem, row->login),
		    .agency = kept(mem, row->agency),
		    .last = kept(mem, row->at) };
	}
	l = &all->listings[at];
	l->classes = auditlog_set_add(mem, l->classes, row->classes, ',');
	l->times++;
}

static enum result
gather(void *ctx, const struct audit_row *row)
{
	struct gathering *g = ctx;

	if (!looks_may_know(g->r, row))
		return OK;
	if (is(row->verb, "list"))
		add_listing(g, row);
	else
		add_look(g, row);
	return OK;
}

enum result
looks_read(struct request *r, const char *child, const char *from,
    const char *to, struct looks *out)
{
	struct gathering g = { .r = r, .out = out,
		.days = text_map_new(r->mem, 1024),
		.lists = text_map_new(r->mem, 64) };

	*out = (struct looks){ 0 };
	return auditlog_sql_of_child(r, child, from, to, gather, &g);
}
