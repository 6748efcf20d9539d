#include "app/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "base/date.h"

enum result
desk_refresh(struct desk *d, struct arena *mem)
{
	static const struct query q = {
		"desk.codes",
		"SELECT value FROM change_counter WHERE name = 'codes'"
	};
	unsigned moved = atomic_load(d->site->codes_moved);
	const char *at = d->site->clock(mem);
	struct arena *fresh;
	struct codes *codes;
	int64_t now = 0;
	enum result rc;

	if (d->codes && moved == d->moved_seen && strcmp(at, d->looked_at) == 0)
		return OK;
	rc = db_number(d->db, mem, &q, NO_ARGS, &now);
	if (rc)
		return rc;
	d->moved_seen = moved;
	snprintf(d->looked_at, sizeof(d->looked_at), "%s", at);
	if (d->codes && now == d->codes_seen)
		return OK;
	fresh = arena_new();
	codes = codes_load(d->db, fresh);
	if (!codes) {
		arena_free(fresh);
		return BROKEN;
	}
	arena_free(d->codes_mem);
	d->codes_mem = fresh;
	d->codes = codes;
	d->codes_seen = now;
	return OK;
}

struct desk *
desk_open(struct site *site)
{
	struct desk *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->site = site;
	d->db = db_open(site->store);
	if (!d->db) {
		free(d);
		return NULL;
	}
	return d;
}

void
desk_close(struct desk *d)
{
	if (!d)
		return;
	db_close(d->db);
	arena_free(d->codes_mem);
	free(d);
}

enum result
desk_request(struct site *site, struct desk *d, struct arena *mem,
    struct request *r)
{
	static const struct person cli = {
		.login = "cli",
		.name = "コマンド",
		.role = "command",
		.rights = SIGNED_IN | CHILD_READ | CHILD_WRITE |
		    STATISTICS_READ | ADMINISTER,
	};
	enum result rc = desk_refresh(d, mem);

	memset(r, 0, sizeof(*r));
	r->mem = mem;
	r->db = d->db;
	r->site = site;
	r->codes = d->codes;
	r->who = &cli;
	r->now = site->clock(mem);
	r->today = date_of_instant(mem, r->now);
	r->method = r->path = r->address = "";
	r->answer.body = buffer_new(mem);
	return rc;
}
