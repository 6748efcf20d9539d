#ifndef ACCOUNT_GUESS_H
#define ACCOUNT_GUESS_H

#include <stddef.h>

/*
 * How many times somebody who knows what people like to choose has to guess to
 * come from the beginning of a password to its end. A common word, the login,
 * a year, or a piece that stood there before is one guess; the next key of a
 * row, the next letter or digit and the same one again are none; anything else
 * is one each. `folded` by text_key; bytes count, so what is written in kana
 * counts more than it should.
 */
size_t	account_guesses(const char *folded, const char *login);

#endif
