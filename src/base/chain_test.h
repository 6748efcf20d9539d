#ifndef BASE_CHAIN_TEST_H
#define BASE_CHAIN_TEST_H

#include "base/chain.h"
#include "base/chain_key.h"
#include "tests/kit.h"

/* A log of its own folder of keys, for the tests of the chain. */
enum { CHAIN_FIELDS = 5, CHAIN_BOOK_ROWS = 260 };

/* 00 01 02 ... 1f, as the seals of a_seal_is_what_another_program_reckons were
 * made with. */
#define CHAIN_START \
	"000102030405060708090a0b0c0d0e0f" \
	"101112131415161718191a1b1c1d1e1f"

struct chain_row {
	int64_t seq;
	const char *fields[CHAIN_FIELDS];
	char seal[CHAIN_SEAL];
};

struct chain_book {
	struct arena *mem;
	const char *dir, *start, *link;
	struct chain *chain;
	struct link last;
	struct chain_row rows[CHAIN_BOOK_ROWS];
	size_t n;
};

/* What every row of it says. */
extern const char *const chain_opened[CHAIN_FIELDS];

struct chain_book *chain_book_new(size_t n);
void chain_book_add(struct chain_book *, size_t n);
void chain_book_free(struct chain_book *);
/* What is first found wrong, and in which row; `key` may be NULL. */
enum chain_fault
chain_book_fault(const struct chain_book *, const char *key, int64_t *seq);
/* A file of a key, its owner's alone. */
void chain_file_put(const char *path, const char *text);

#endif
