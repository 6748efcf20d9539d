#ifndef OPENDATA_REPORT_H
#define OPENDATA_REPORT_H

#include <stdbool.h>
#include <stddef.h>

/* What was found in a file, beside its entries. */
enum { OPEN_NOTES = 200, OPEN_SAYS = 40 };

struct open_note {
	size_t line;
	const char *column, *found, *says;
	bool left_out;			/* the whole row, not only the cell */
};

struct open_tally {
	const char *says;
	size_t n;
	bool left_out;
};

struct open_report {
	size_t rows;			/* in the file, below the headings */
	size_t elsewhere;		/* of another prefecture: not ours */
	size_t left_out;		/* ours, and not readable */
	size_t merged;			/* said twice with the same words */
	size_t nnotes;			/* all; kept up to the maximum */
	struct open_note notes[OPEN_NOTES];
	struct open_tally tallies[OPEN_SAYS];
	size_t ntallies;
	const char **unknown, **missing;	/* headings */
	size_t nunknown, nmissing;
	const char *refused;		/* a sentence: nothing was read */
	size_t refused_line;
	const char *refused_column;
};

/* Counts a sentence among the tallies. */
void	open_tally_add(struct open_report *, const char *says, bool left_out);

#endif
