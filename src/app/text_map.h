#ifndef APP_TEXT_MAP_H
#define APP_TEXT_MAP_H

#include <stddef.h>

#include "base/arena.h"

/* Open hash by text; keys are kept, not copied. Values are never NULL. */
struct text_map;

struct text_map *text_map_new(struct arena *, size_t about);
void	text_map_put(struct text_map *, const char *key, const void *value);
/* NULL when there is none. */
const void *text_map_get(const struct text_map *, const char *key);

#endif
