#ifndef APP_DISCLOSURE_PRIVATE_H
#define APP_DISCLOSURE_PRIVATE_H

#include "app/disclosure.h"
#include "base/linear.h"

/* What the files of the rule share. */

enum { DISCLOSURE_SECONDS = 2 }; /* for one cell; then it is refused */

/* Nobody outside sees it printed. */
static inline bool
disclosure_hidden(const struct disclosure_cell *c)
{
	return c->fate != DISCLOSURE_SHOWN || c->kind == DISCLOSURE_UNTOLD;
}

bool disclosure_small(const struct disclosure_model *, int64_t value);
/* The least number a hidden cell is known to have. */
int64_t disclosure_floor(const struct disclosure_model *, size_t cell);
/* More than any attacker needs to think of. */
int64_t disclosure_ceiling(const struct disclosure_model *);
/* A small cell must be able to be this, and all up to this plus the width. */
int64_t disclosure_least(const struct disclosure_model *, size_t cell);
int64_t disclosure_width(const struct disclosure_model *);
/* What the zeros shown tell of every cell; worked out once. */
enum result disclosure_know(struct disclosure_model *) MUST_CHECK;
/* From `least` to `most` is wide enough for this cell. */
bool disclosure_wide(const struct disclosure_model *, size_t cell);
/* Like disclosure_prove, but stops where each cell is wide enough: least and
 * most may be wider in truth. */
enum result disclosure_check(struct disclosure_model *) MUST_CHECK;
bool disclosure_adds_up(const struct disclosure_model *);

#endif
