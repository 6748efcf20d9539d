#ifndef CASEBOOK_PSEUDONYM_H
#define CASEBOOK_PSEUDONYM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * Texts without those they are about: known names become pseudonyms (Aさん,
 * B園) that stay the same within one case, days become months, telephone
 * numbers and addresses go. Letters are given in the order in which names are
 * met. What only might be a name stays, and is told as a doubt.
 */
enum known_kind {
	KNOWN_CHILD,
	KNOWN_FAMILY,			/* of the child named last before it */
	KNOWN_STAFF,
	KNOWN_AGENCY,
	KNOWN_PLACE,			/* a municipality or an address */
};

struct known {
	enum known_kind kind;
	const char *name, *kana;	/* parts apart by a space; kana or NULL */
	const char *suffix;		/* of an agency: 園; of a place: all */
	bool whole;			/* no part of the name alone */
};

/* One place in a text: what stood there, and what stands there now, or for a
 * doubt why it is one. */
struct veiled {
	const char *was, *now;
};

struct pseudonyms;

struct pseudonyms *pseudonyms_new(struct arena *);
void	pseudonyms_add(struct pseudonyms *, const struct known *);
/* After the last add. "" for NULL. */
const char *pseudonyms_veil(struct pseudonyms *, const char *text);
/* What the texts so far had, each once, in the order met. */
const struct veiled *pseudonyms_replaced(const struct pseudonyms *, size_t *n);
const struct veiled *pseudonyms_doubts(const struct pseudonyms *, size_t *n);
/* What in a text stands before さん, ちゃん, くん, 様, and is no common word:
 * candidates to look up. */
const char *const *pseudonyms_called(struct arena *, const char *text,
    size_t *n);

#endif
