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

#endif
