#ifndef BUNDLE_H
#define BUNDLE_H

#include "app/feature.h"

/*
 * 公表: what of the directory and the board goes out to the public site, as one
 * file (public.db) that holds nothing else. Its tables: public.sql.
 */
#define BUNDLE_SCHEMA "src/features/bundle/public.sql"
enum { BUNDLE_FORMAT = 1 };

extern const struct feature bundle_feature;

#endif
