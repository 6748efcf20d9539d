#ifndef RETENTION_H
#define RETENTION_H

#include "app/feature.h"

/*
 * How long what is kept, by class of record, and erasing what is due: looked at
 * first, then by a second page with the number typed, in one deed. What is
 * erased is gone with its earlier versions and files; the log of who did and
 * saw what stays as it is, and the tables of past years count as before
 * (docs/why/0016-erased-and-still-counted.md).
 */
extern const struct feature retention_feature;

#endif
