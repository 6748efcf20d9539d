#ifndef APP_PAPER_PARTS_H
#define APP_PAPER_PARTS_H

#include "app/paper.h"

/* The inside of paper.h, for its two writers. */
enum paper_kind { PAPER_SECTION, PAPER_TEXT, PAPER_NOTE, PAPER_WARNING,
	PAPER_BLANK, PAPER_NEXT_PAGE, PAPER_FACTS, PAPER_TABLE, PAPER_SIGNS,
	PAPER_PICTURE, PAPER_PROSE, PAPER_BARS };

struct paper_part {
	struct paper_part *next;
	struct paper_line line;
};

struct paper_cell {
	struct paper_cell *next;
	struct paper_part *first, **end;
	int64_t count;			/* of a bar; less than 0: hidden */
};

struct paper_block {
	struct paper_block *next;
	enum paper_kind kind;
	const char *text;		/* or a table's caption */
	const char *unit;		/* of bars */
	const struct media *picture;
	const char *url;		/* of the picture */
	const struct paper_column *columns;	/* of facts: label and value */
	size_t ncolumns, ncells;
	struct paper_cell *cells, **end;
	struct paper_cell *last;
};

struct paper {
	struct arena *mem;
	const char *title, *under, *label, *code, *code_says;
	bool code_large;
	size_t fit;			/* pages; 0: as many as it takes */
	struct paper_block *blocks, *last, **end;
};

#endif
