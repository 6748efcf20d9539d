#ifndef CASEBOOK_DOUBT_H
#define CASEBOOK_DOUBT_H

#include "features/casebook/casebook_pseudonym.h"
#include "features/casebook/casebook_unit.h"

/* What might be a name: where somebody is called さん whom nobody knows. */
struct veiled_list {
	struct arena *mem;
	struct veiled *at;
	size_t n, room;
};

/* Once; at most so many. */
enum { VEILED_MAX = 200 };
void	veiled_add(struct veiled_list *, const char *was, const char *now);

/* A part of a name that is a word of the trade: 看護師 花. */
bool	doubt_is_common(const char *s, size_t n);
/* The n units from i with a little of what stands around them. */
const char *doubt_around(struct arena *, const struct units *, size_t i,
    size_t n);
void	doubt_called(struct arena *, const char *text, struct veiled_list *);

#endif
