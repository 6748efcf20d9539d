#ifndef TESTS_KIT_TOWN_H
#define TESTS_KIT_TOWN_H

#include "base/http.h"
#include "tests/kit.h"

/*
 * Behind TEST: makes the town and takes it away. The first one is built from
 * the migrations and the pack and kept as the template of all others, as an
 * SQLite file, or in the PostgreSQL server that TSUNAGU_TEST_DB names.
 */
void	town_open(struct town *);
void	town_close(struct town *);
/* Another town, for now the same as this one; nobody is signed in there. */
void	town_copy(struct town *, struct town *copy);
void	town_copy_close(struct town *copy);
void	town_clear_away(void);		/* the template, at the very end */

/* An answer that is made while it is sent, sent: as its body, piece by piece
 * as the server asks for it. One that breaks off fails the test. */
void	town_take_stream(struct town *, struct arena *, struct http_answer *);
void	town_keep_cookie(struct town *, const struct pairs *headers);
/* The token of whoever is signed in, made when first asked for; or NULL. */
const char *town_token(struct town *);

/* Begins again, empty, in the prefecture of that pack. */
void	town_elsewhere(struct town *t, const char *pack);

#endif
