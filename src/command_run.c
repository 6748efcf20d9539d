#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "command.h"

/* What every command needs around it. */

bool
workplace_open(struct workplace *w, const struct command_line *cl, bool writes)
{
	w->mem = arena_new();
	w->store = store_open(cl->db, writes);
	if (!w->store) {
		fprintf(stderr, "cannot open the database %s\n", cl->db);
		return false;
	}
	w->keys = keys_open(w->mem, cl->keys ? cl->keys :
	    keys_beside(w->mem, cl->db), cl->make_keys);
	if (!w->keys) {
		fputs("the keys of this database are not there: give --keys\n",
		    stderr);
		return false;
	}
	w->site = site_new(w->mem, w->store, w->keys, all_features, nall_features);
	w->desk = w->site ? desk_open(w->site) : NULL;
	if (!w->desk)
		return false;
	w->r = arena_take(w->mem, sizeof(*w->r));
	return !desk_request(w->site, w->desk, w->mem, w->r);
}

void
workplace_close(struct workplace *w)
{
	desk_close(w->desk);
	site_free(w->site);
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
