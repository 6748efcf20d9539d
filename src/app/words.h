#ifndef APP_WORDS_H
#define APP_WORDS_H

/*
 * Sentences the floors say to people, by key ("required", "not_a_day", ...).
 * The key itself comes back when there is none, and the words test fails.
 */
const char *words(const char *key);

#endif
