#ifndef FEATURES_H
#define FEATURES_H

#include "app/feature.h"

extern const struct feature *const features[];
extern const size_t nfeatures;

#endif
