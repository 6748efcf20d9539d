#include <stdio.h>

#include "app/verify.h"
#include "command.h"

/* verify: is all as the program left it? Reads only. */

static void
say(void *ctx, bool wrong, const char *line)
{
	(void)ctx;
	printf("%s%s\n", wrong ? "WRONG: " : "", line);
}

static int
verify(const struct command_line *cl, struct arena *mem, struct db *db)
{
	struct verify v = { .db = db, .mem = mem,
		.dir = cl->keys ? cl->keys : keys_beside(mem, cl->db),
		.start = cl->start, .copy = cl->checkpoints,
		.features = all_features, .nfeatures = nall_features,
		.say = say };

	if (!verify_all(&v)) {
		puts("nothing is wrong");
		return EXIT_DONE;
	}
	printf("%lld things are wrong\n", (long long)v.faults);
	return EXIT_REFUSED;
}

/* Without a site around it: what refuses to start may be looked at. */
int
command_verify(const struct command_line *cl)
{
	struct arena *mem = arena_new();
	struct store *store = store_open(cl->db, false);
	struct db *db = store ? db_open(store) : NULL;
	int code = EXIT_REFUSED;

	if (db)
		code = verify(cl, mem, db);
	else
		printf("WRONG: the database %s cannot be opened\n", cl->db);
	db_close(db);
	store_close(store);
	arena_free(mem);
	return code;
}
