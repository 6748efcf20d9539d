#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/result.h"

/*
 * Memory that lives exactly as long as its arena; one arena a request.
 * Everything comes back zeroed, nothing comes back NULL, nothing is freed one
 * piece at a time. Out of memory ends the process.
 */
struct arena;

struct arena *arena_new(void);
/* With so many bytes that a reset keeps: for one that is reset again and again. */
struct arena *arena_new_of(size_t bytes);
void	 arena_free(struct arena *);		/* NULL is fine */
/* Gives everything back but keeps the first block: a worker's next request. */
void	 arena_reset(struct arena *);
/* Gives what all threads have left free back to the system: takes a while. */
void	 arena_trim(void);
void	*arena_take(struct arena *, size_t bytes);
/* The same, not zeroed: for what is written over at once. */
void	*arena_raw(struct arena *, size_t bytes);
/* count * size, checked for overflow. */
void	*arena_array(struct arena *, size_t count, size_t size);
char	*arena_text(struct arena *, const char *);
char	*arena_bytes(struct arena *, const char *, size_t);	/* + NUL */
char	*arena_fmt(struct arena *, const char *, ...) LIKE_PRINTF(2, 3);
char	*arena_vfmt(struct arena *, const char *, va_list) LIKE_PRINTF(2, 0);

#endif
