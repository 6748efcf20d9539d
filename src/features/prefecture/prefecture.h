#ifndef PREFECTURE_H
#define PREFECTURE_H

#include "app/feature.h"

/*
 * The prefecture as the administrator keeps it: which region a municipality
 * belongs to, from which day. Regions are redrawn; a year's tables follow the
 * region of the day. An earlier belonging is never taken away. And the minutes by car
 * between municipalities, which everybody of the centre may correct.
 */
extern const struct feature prefecture_feature;

#endif
