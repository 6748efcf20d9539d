#ifndef PUBLIC_H
#define PUBLIC_H

#include "app/feature.h"

/*
 * The public site (docs/why/0060-public-site.md): what `tsunagu public` serves
 * from a bundle. This room reads the tables of features/bundle/public.sql alone;
 * of features it uses pure rules and code lists, never their records.
 */
extern const struct feature *const public_features[];
extern const size_t npublic_features;

#endif
