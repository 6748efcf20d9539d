#ifndef DUPLICATE_H
#define DUPLICATE_H

#include "app/feature.h"

/*
 * 重複: one child written down twice. The rows of the second record go to the
 * first, which is kept as it is; the second stands no more. Undone, exactly the
 * rows that went over come back. Nothing is lost by either.
 */
extern const struct feature duplicate_feature;

#endif
