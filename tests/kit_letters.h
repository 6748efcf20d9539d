#ifndef TESTS_KIT_LETTERS_H
#define TESTS_KIT_LETTERS_H

#include "base/db_inbox.h"
#include "tests/kit_public.h"

/* The file of letters between the public site and a town. */
struct letters {
	struct town *t;
	const char *path;
	struct inbox *in;
};

/* An empty one, which the town's site reads from now on. */
struct letters letters_open(struct town *);
void	letters_close(struct letters *);
/* Begins the bundle of a public site that puts its letters there. */
void	letters_begin_public(struct letters *, struct public_site *);
/* As the public site puts one there, on 2026-04-01 in the morning. */
void	letters_put(struct letters *, const struct inbox_kind *,
    const char *text);
/* What lies there, opened with the centre's key. */
size_t	letters_all(struct letters *, struct inbox_letter **);

#endif
