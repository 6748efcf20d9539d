#include <stdio.h>

#include "command.h"
#include "features/bundle/bundle.h"
#include "features/inbox/inbox.h"

/* What goes out to the public site, and what comes in by it. */

static void
report(const char *path, const struct bundle_told *told)
{
	static const char *const kinds[] = { "organizations", "places",
		"services", "rooms" };

	printf("%s: %lld answers, %lld days of the board\n", path,
	    (long long)told->answers, (long long)told->cells);
	for (size_t i = 0; i < COUNT(kinds); i++)
		printf("%-14s %6lld: %lld new, %lld changed, %lld gone\n",
		    kinds[i], (long long)told->of[i].now,
		    (long long)told->of[i].added,
		    (long long)told->of[i].changed,
		    (long long)told->of[i].removed);
}

/* Reads only, so that it goes on beside a server. */
int
command_bundle(const struct command_line *cl)
{
	struct workplace w = { 0 };
	struct bundle_told told;
	int code = EXIT_REFUSED;
	enum result rc;

	if (workplace_open(&w, cl, false)) {
		db_snapshot(w.r->db);
		rc = bundle_make(w.r, cl->words[0], true, &told);
		db_unsnapshot(w.r->db);
		if (!rc)
			rc = db_file_put(told.file);
		if (rc)
			code =
			    command_refused(w.r, rc, "nothing was published");
		else
			code = EXIT_DONE;
	}
	if (code == EXIT_DONE)
		report(cl->words[0], &told);
	workplace_close(&w);
	return code;
}

int
command_inbox(const struct command_line *cl)
{
	struct workplace w = { 0 };
	struct inbox_fetched got = { 0 };
	int code = EXIT_REFUSED;
	enum result rc;

	if (workplace_open(&w, cl, true)) {
		rc = inbox_fetch(w.r, cl->words[0], &got);
		code = rc ? command_refused(w.r, rc, "not all was taken in") :
		    EXIT_DONE;
	}
	workplace_close(&w);
	if (code == EXIT_DONE)
		printf("%lld came in\n", (long long)got.came);
	if (got.closed)
		fprintf(stderr, "%lld of them do not open with these keys\n",
		    (long long)got.closed);
	return code;
}
