#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/ledger.h"
#include "base/log.h"
#include "command.h"

/* What every command needs around it. */

static bool
keys_take(struct workplace *w, const struct command_line *cl)
{
	const char *dir = cl->keys ? cl->keys : keys_beside(w->mem, cl->db);
	struct db *db = cl->make_keys ? db_open(w->store) : NULL;
	bool room = !cl->make_keys || (db && keys_make_room(w->mem, db, dir));

	db_close(db);
	w->keys = room ? keys_open(w->mem, dir, cl->make_keys) : NULL;
	if (!w->keys)
		fputs("the keys of this database are not there: give --keys\n",
		    stderr);
	return w->keys != NULL;
}

bool
workplace_open(struct workplace *w, const struct command_line *cl, bool writes)
{
	w->writes = writes;
	w->mem = arena_new();
	w->store = store_open(cl->db, writes);
	if (!w->store) {
		fprintf(stderr, "cannot open the database %s\n", cl->db);
		return false;
	}
	if (!keys_take(w, cl))
		return false;
	w->site = site_new(w->mem, w->store, w->keys, all_features, nall_features);
	w->desk = w->site ? desk_open(w->site) : NULL;
	if (!w->desk)
		return false;
	w->r = arena_take(w->mem, sizeof(*w->r));
	return !desk_request(w->site, w->desk, w->mem, w->r);
}

/* When nobody writes any more. What could not be signed is logged, and is
 * signed next time. */
static void
sign(struct workplace *w)
{
	struct db *db = db_open(w->store);

	if (db)
		(void)ledger_checkpoint(w->site, db, w->mem);
	db_close(db);
}

void
workplace_close(struct workplace *w)
{
	desk_close(w->desk);
	site_free(w->site);
	if (w->writes && w->site)
		sign(w);
	if (w->store)
		store_close(w->store);
	keys_close(w->keys);
	arena_free(w->mem);
}

int
command_refused(const struct request *r, enum result rc, const char *what)
{
	static const char *const why[] = { [OK] = "", [INVALID] = "bad input",
		[DENIED] = "not allowed", [MISSING] = "not found",
		[CONFLICT] = "conflicts with what is there",
		[BROKEN] = "an error of the program or the machine" };

	fprintf(stderr, "%s: %s\n", what, why[rc]);
	for (size_t i = 0; i < r->nfaults; i++)
		fprintf(stderr, "%s: %s\n", r->faults[i].field,
		    r->faults[i].says);
	return EXIT_REFUSED;
}
