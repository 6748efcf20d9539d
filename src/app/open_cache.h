#ifndef APP_OPEN_CACHE_H
#define APP_OPEN_CACHE_H

#include <stdbool.h>

#include "base/http.h"

/*
 * Answers as they left, by address, of one day: what is open to all depends on
 * nothing else while a store is shown. Bounded; when it is full it forgets all
 * and begins again, so that a visitor who asks for everything costs the others
 * one rendering each. Any thread may use it.
 */
struct open_cache;

enum { OPEN_CACHE_BYTES = 64 << 20, OPEN_CACHE_ANSWERS = 4096,
	OPEN_CACHE_ANSWER_BYTES = 1 << 20 };

struct open_cache *open_cache_new(void);
void	open_cache_free(struct open_cache *);	/* NULL is fine */
/* A copy in the arena. False: not there. */
bool	open_cache_get(struct open_cache *, struct arena *, const char *day,
    const char *address, struct http_answer *);
void	open_cache_put(struct open_cache *, const char *day,
    const char *address, const struct http_answer *);

#endif
