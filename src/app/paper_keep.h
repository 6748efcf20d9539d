#ifndef APP_PAPER_KEEP_H
#define APP_PAPER_KEEP_H

#include "app/paper.h"

/*
 * A paper as bytes, to be printed again years later: what was counted for it
 * is counted no more. All of paper.h but pictures and codes.
 */
const char *paper_write(struct arena *, const struct paper *);
/* BROKEN: not such bytes. The same bytes make the same paper. */
enum result paper_read(struct arena *, const char *bytes, struct paper **)
    MUST_CHECK;
/* Whatever stands in it to be read, a line each: for who looks for names. */
const char *paper_words(struct arena *, const struct paper *);

#endif
