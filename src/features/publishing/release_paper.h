#ifndef RELEASE_PAPER_H
#define RELEASE_PAPER_H

#include "app/paper.h"
#include "features/publishing/release.h"

/* A release as a paper: exact, or as the public reads it. Made of its bytes and
 * its row alone, so it is the same whenever it is printed. */
enum result release_paper(struct request *, const struct release *,
    bool public, struct paper **) MUST_CHECK;
/* ?public=1 */
bool	release_public(const struct request *);
/* The numbers of the bytes; exact: nothing is hidden. */
enum result release_report(struct request *, const struct release *,
    bool public, struct report *) MUST_CHECK;

#endif
