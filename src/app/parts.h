#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "app/record.h"

/*
 * Which records there are at all about a child, in one query for a page that
 * asks a dozen features: most children have none of most of them. It says
 * nothing about who may see what, and so is asked behind a grant only.
 */

/* False: there is no row of this record about this child, whoever asks. True:
 * there may be; always so in a deed, which could be the one that adds it. */
bool	parts_any(struct request *, const struct record *, const char *child);

#endif
