#ifndef TESTS_KIT_ROWS_H
#define TESTS_KIT_ROWS_H

#include "tests/kit.h"

/* What stands in the town's database, read and written past every page. */

/* How many rows of that table, or `table WHERE ...`. */
int64_t	town_count(struct town *, const char *from);
/* The first cell of the only row, "" for NULL; the test fails at any other
 * number of rows. The second binds $1. */
const char *town_text(struct town *, const char *sql);
const char *town_text_of(struct town *, const char *sql, const char *arg);
/* Statements in a transaction of their own; the test fails when one does. */
void	town_change(struct town *, const char *sql);
/* The id of whoever has that login. */
const char *town_person(struct town *, const char *login);
/* Somebody new: their id. agency NULL: of the centre. They can sign in. */
const char *town_somebody(struct town *, const char *login, const char *name,
    const char *role, const char *agency);
/* Made on the pages; their ids. `kind` is of the code list agency_kind. */
const char *town_agency(struct town *, const char *name, const char *kind);
/* The child 見本 さくら of 青森市, born on 2023-04-12. */
const char *town_sakura(struct town *);

#endif
