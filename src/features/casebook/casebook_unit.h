#ifndef CASEBOOK_UNIT_H
#define CASEBOOK_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A text as what people see as single characters, half-width ﾊﾞ being one, each
 * with the key it is compared by. */
enum script { SCRIPT_OTHER, SCRIPT_KANJI, SCRIPT_HIRAGANA, SCRIPT_KATAKANA };

struct unit {
	const char *s;			/* in the text */
	size_t n;			/* bytes */
	const char *key;		/* "" for what keys leave out */
	char c;				/* ASCII of any width, or 0 */
	enum script script;
};

struct units {
	const struct unit *at;
	size_t n;
};

struct units units_of(struct arena *, const char *text);
/* Whether the text goes on with `word` at i; gives its length in units. */
size_t	units_have(const struct units *, size_t i, const char *word);
/* The longest of the words, or 0. */
size_t	units_have_one(const struct units *, size_t i, const char *const *words,
    size_t n);
const char *units_text(struct arena *, const struct units *, size_t from,
    size_t to);
/* A whole number at i, digits of any width or 元 or of kanji; its length in
 * units, 0: none. */
size_t	units_number(const struct units *, size_t i, long *out);
/* さん, 様, 先生, ...: length in units, 0: none. */
size_t	units_honorific(const struct units *, size_t i);
/* Whether a Japanese particle may begin at i. */
bool	units_particle(const struct units *, size_t i);

/* Days, telephone numbers, addresses, mail addresses at i: their length in
 * units, 0: none of them. */
size_t	coarse_at(struct arena *, const struct units *, size_t i,
    const char **with);

#endif
