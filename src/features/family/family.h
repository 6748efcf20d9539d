#ifndef FAMILY_H
#define FAMILY_H

#include "app/feature.h"

/*
 * わが子: what a family reads and says about their own child: the card, the
 * plan, what has changed, and once a year that it is still so. One thing a page,
 * in large type. What they say is a family_proposal (evacuation.h), which staff
 * takes up or answers here.
 */
extern const struct feature family_feature;

#endif
