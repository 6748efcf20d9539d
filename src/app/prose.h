#ifndef APP_PROSE_H
#define APP_PROSE_H

#include "app/request.h"

/*
 * A text for many readers, as somebody types it: paragraphs are apart by an
 * empty line, "## " begins a heading and "### " one under it, "- " a line of a
 * list. Everything else is text; telephone numbers and addresses become links.
 */
/* Headings begin at <h2>. */
const struct html *prose_html(struct arena *, const char *text);

/* What is to be put right before many read it. */
struct prose_fault {
	int64_t line;		/* from 1 */
	const char *says;
};

enum { PROSE_MAX_FAULTS = 20 };
/* Headings that leave out a level, that are empty, or stand one on another;
 * addresses that cannot be one. */
size_t	prose_faults(struct arena *, const char *text,
    struct prose_fault out[PROSE_MAX_FAULTS]);
/* The first sentence or so, without marks, at most `max` characters. */
const char *prose_begin(struct arena *, const char *text, size_t max);

#endif
