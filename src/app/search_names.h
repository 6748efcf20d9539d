#ifndef APP_SEARCH_NAMES_H
#define APP_SEARCH_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The names of one record type, packed for searching: for search.c and its
 * test. A packed set is never changed; a new one is made from it and what has
 * changed. It lives longer than any request, so it is malloc's; out of memory
 * ends the process.
 *
 * Keys of one entry stand one after the other, each behind a mark. A number
 * (MARK_NUMBER) is found whole or by its beginning; a name anywhere. Loose
 * keys have an empty key in place of a number.
 */
enum { MARK_NAME = 1, MARK_NUMBER = 2 };

struct name_keys {
	const char *id;
	const char *exact, *loose;	/* marks and keys */
	size_t nexact, nloose;		/* nexact 0: the entry is gone */
};

/* How well an entry fits; better is more. */
enum { FITS_NOT, FITS_LOOSELY, FITS_PART, FITS_PREFIX, FITS_EXACTLY };

struct names;

/* `old` (may be NULL) with those of `changed` put in or replaced; keeps no
 * pointer into either. Sorts `changed`. */
struct names *names_merge(const struct names *old, struct name_keys *changed,
    size_t n);
void	names_free(struct names *);		/* NULL is fine */
size_t	names_count(const struct names *);
/* Entries are numbered in order of kana. */
const char *names_id(const struct names *, size_t entry);
/* False when there is none. */
bool	names_entry(const struct names *, const char *id, size_t *entry);
/* Raises fits[entry] of every entry found; both keys without marks. */
void	names_find(const struct names *, const char *exact, const char *loose,
    unsigned char *fits);

#endif
