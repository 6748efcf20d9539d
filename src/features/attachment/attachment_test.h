#ifndef ATTACHMENT_TEST_H
#define ATTACHMENT_TEST_H

#include "base/buffer.h"
#include "tests/kit.h"

/* What the tests of files have in common: a child, her letter, and who is
 * outside. */
const char *child_of_town(struct town *, const char *name);
/* A whole PDF; in it, and in no row of the database, stands the word. */
#define LETTER_WORD "HeiseiKakuGo-W5"
struct buffer letter_of_town(struct town *);
/* Adds bytes to her with these classes ("identity", "care", NULL as the last
 * two): "/attachments/ID", or "" when that was refused. */
const char *file_add(struct town *, const char *child, const char *bytes,
    size_t n, const char *first, const char *second);
/* The same of the letter, told to be identity and care. */
const char *letter_add(struct town *, const char *child);

/* Somebody with that login is put into her team. */
void	team_of_town(struct town *, const char *child, const char *login);
/* The mother agrees that the agency sees both; "/consents/ID". */
const char *consent_of_town(struct town *, const char *child,
    const char *agency, const char *first, const char *second);

#endif
