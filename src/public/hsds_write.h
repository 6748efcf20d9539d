#ifndef HSDS_WRITE_H
#define HSDS_WRITE_H

#include <stdbool.h>

#include "base/buffer.h"

/*
 * JSON going out, member by member. Commas come by themselves: before
 * everything but the first after a bracket. A key of NULL stands in an array.
 * What is not known is left out: HSDS has no nulls.
 */
void	hsds_open(struct buffer *, const char *key, const char *bracket);
void	hsds_close(struct buffer *, const char *bracket);
/* Nothing for NULL and "". */
void	hsds_text(struct buffer *, const char *key, const char *value);
void	hsds_number(struct buffer *, const char *key, int64_t);
/* `value` is JSON already: a decimal, true, false. */
void	hsds_plain(struct buffer *, const char *key, const char *value);
void	hsds_bool(struct buffer *, const char *key, bool);
/* Nothing for what is no http address, and no plain mail address. */
void	hsds_url(struct buffer *, const char *key, const char *value);
void	hsds_mail(struct buffer *, const char *key, const char *value);

/* "id" of a part that has none of its own: the same for the same owner. */
void	hsds_part_id(struct buffer *, const char *part, const char *owner);
const char *hsds_uuid(struct arena *, const char *part, const char *owner);
/* 36 characters of hex and hyphens, in lower case: how all ids stand. */
bool	hsds_is_uuid(const char *);

#endif
