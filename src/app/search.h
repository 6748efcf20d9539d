#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/record.h"

/*
 * Finding people by name. The names are kept in memory per process, because
 * they are encrypted on disk; the index reloads what changed (column
 * `changed`, counter of the record's name) before it answers, so a search sees
 * every committed change. Order: exact key first, then prefix, then part, then
 * loose key; within one, by kana. Answers are the same on both engines.
 */
struct search_index;

struct search_source {
	const struct record *record;
	const char *const *fields;	/* names searched, first is the order */
	size_t nfields;
};

struct search_index *search_new(const struct search_source *);
void	search_free(struct search_index *);

/* Inside a deed that erased rows of it: no name of them stays in memory. */
enum result search_forget(struct request *, const struct record *);

struct search_hits {
	const char *const *ids;		/* in order */
	size_t n, total;		/* n <= limit <= total */
};

/* typed "": everybody, by kana. `within` (sorted ids, may be NULL) keeps only
 * those. offset and limit page through the hits. */
enum result search_find(struct request *, struct search_index *,
    const char *typed, const struct rows *within, size_t offset,
    size_t limit, struct search_hits *) MUST_CHECK;

#endif
