#include <stdio.h>

#include "app/words.h"
#include "command.h"
#include "features/opendata/opendata.h"

/* import of a file of open data. */

static void
say_headings(const char *what, const char **headings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "%s: %s\n", what, headings[i]);
}

static void
say_report(const struct open_report *said)
{
	say_headings("column not read", said->unknown, said->nunknown);
	say_headings("column missing", said->missing, said->nmissing);
	for (size_t i = 0; i < said->nnotes && i < OPEN_NOTES; i++) {
		const struct open_note *n = &said->notes[i];

		fprintf(stderr, "%zu行目 %s「%s」: %s%s\n", n->line, n->column,
		    n->found, n->says, n->left_out ? "（取り込みません）" : "");
	}
	if (said->nnotes > OPEN_NOTES)
		fprintf(stderr, "...ほか%zu件\n", said->nnotes - OPEN_NOTES);
	for (size_t i = 0; i < said->ntallies; i++)
		fprintf(stderr, "%zu件: %s\n", said->tallies[i].n,
		    said->tallies[i].says);
}

bool
command_opendata_knows(const char *kind)
{
	return open_format_find(kind) != NULL;
}

int
command_opendata(struct workplace *w, const struct command_line *cl,
    const char *bytes, size_t n)
{
	struct open_run *run = arena_take(w->mem, sizeof(*run));
	const struct open_report *said = &run->report;
	enum result rc = opendata_run(w->r, open_format_find(cl->words[0]),
	    cl->words[1], bytes, n, cl->dry_run, run);

	say_report(said);
	if (said->refused)
		fprintf(stderr, "%zu行目 %s: %s\n", said->refused_line,
		    said->refused_column ? said->refused_column : "",
		    words(said->refused));
	if (rc)
		return command_refused(w->r, rc, "nothing was imported");
	printf("%s%zu rows: %zu elsewhere, %zu left out, %zu merged;"
	    " %zu added, %zu changed, %zu the same, %zu back, %zu absent\n",
	    cl->dry_run ? "dry run: " : "", said->rows, said->elsewhere,
	    said->left_out, said->merged, run->fates[OPEN_ADDED],
	    run->fates[OPEN_CHANGED], run->fates[OPEN_SAME],
	    run->fates[OPEN_RETURNED], run->fates[OPEN_ABSENT]);
	return EXIT_DONE;
}
