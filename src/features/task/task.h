#ifndef TASK_H
#define TASK_H

#include "app/feature.h"

/* 今日: what asks for action, and nothing else. Derived, never written twice:
 * every row comes from the record that made the promise. */
extern const struct feature task_feature;

#endif
