#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/feature.h"
#include "base/chain.h"

/*
 * Is all as the program left it? Looks at the log of who did and saw what, at
 * its checkpoints and keys, at every sealed text, and has the database check
 * itself. Reads only, also beside a program that serves. What it says names
 * tables, ids, columns and rows of the log, never what they hold.
 */
struct verify {
	struct db *db;
	struct arena *mem;
	const char *dir;		/* the folder of keys */
	const char *start;		/* audit.start; NULL: the one in dir */
	const char *copy;		/* checkpoints copied away, or NULL */
	const struct feature *const *features;
	size_t nfeatures;
	/* One line of the report, and whether it says that something is wrong. */
	void (*say)(void *ctx, bool wrong, const char *line);
	void *ctx;
	/* What came out. */
	int64_t faults;
	size_t told;			/* of this part */
};

/* Looks at everything, whatever it finds; OK when nothing is wrong. CONFLICT:
 * something is, and was said. */
enum result verify_all(struct verify *) MUST_CHECK;

#endif
