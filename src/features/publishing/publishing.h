#ifndef PUBLISHING_H
#define PUBLISHING_H

#include "app/feature.h"

/*
 * 公表: numbers that may leave the house. A release is a report (統計) as it was
 * on the day it was prepared, kept as bytes: later edits of records show as
 * differences beside it and never change it. Somebody else than who prepared
 * it approves it; a correction is a release of its own that says what changed.
 *
 *	draft -> approved -> withdrawn
 *	  -> removed
 */
extern const struct feature publishing_feature;

struct report;
/* The whole fiscal year as it was released last, with the small numbers hidden;
 * `title` names the release. MISSING: none of it is approved. */
enum result publishing_of_year(struct request *, int year, struct report *,
    const char **title) MUST_CHECK;

#endif
