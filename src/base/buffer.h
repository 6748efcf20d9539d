#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Text being built, in an arena. `s` is never NULL and always terminated.
 * buffer_add is for our own words; what a person typed goes through the
 * escaping function of the format being written.
 */
struct buffer {
	struct arena *mem;
	char *s;
	size_t len, cap;
};

struct buffer buffer_new(struct arena *);
/* For what will be long: room for cap bytes from the start; cap > 0. */
struct buffer buffer_sized(struct arena *, size_t cap);
void	buffer_add(struct buffer *, const char *);
void	buffer_bytes(struct buffer *, const char *, size_t);
void	buffer_int(struct buffer *, int64_t);
void	buffer_fmt(struct buffer *, const char *, ...) LIKE_PRINTF(2, 3);
void	buffer_html(struct buffer *, const char *);	/* text and attributes */
void	buffer_json(struct buffer *, const char *);	/* with its quotes */
void	buffer_url(struct buffer *, const char *);	/* one query value */

#endif
