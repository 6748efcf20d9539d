#include "base/chain_test.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The keys: made once, moved on, forgotten, told apart from what is none. */

UNIT(a_forgotten_key_is_in_no_file_and_seals_no_old_row)
{
	struct chain_book *b = chain_book_new(220);
	struct chain_key *key = chain_key_new();
	char *hex = arena_take(b->mem, 2 * CHAIN_KEY + 1), seal[CHAIN_SEAL];
	struct link old = { .seq = 149 };
	const char *stored;
	int64_t seq;
	size_t n;

	EXPECT(key && chain_key_load(AT_FDCWD, b->start, key));
	EXPECT(chain_forget(b->chain, 99));
	EXPECT(strstr(file_bytes(b->mem, b->link, &n), "0 " CHAIN_START));
	EXPECT(chain_forget(b->chain, 220));
	stored = file_bytes(b->mem, b->link, &n);
	for (int64_t epoch = 0; epoch < 4; epoch++) {
		chain_key_forward(key, epoch);
		sodium_bin2hex(hex, 2 * CHAIN_KEY + 1, key->bytes, CHAIN_KEY);
		EXPECT((strstr(stored, hex) != NULL) == (epoch == 2));
	}
	sodium_free(key);

	chain_close(b->chain);
	b->chain = chain_open(b->dir);
	EXPECT(b->chain != NULL);
	EXPECT(!chain_append(b->chain, &old, chain_opened, CHAIN_FIELDS, seal));
	EXPECT(old.seq == 149 && sodium_is_zero(old.head, CHAIN_HEAD));
	chain_book_add(b, 20);
	EXPECT(chain_book_fault(b, b->start, &seq) == CHAIN_FINE && seq == 240);
	chain_book_free(b);
}

UNIT(a_newer_link_key_is_never_made_older)
{
	struct chain_book *b = chain_book_new(1);
	struct chain *other = chain_open(b->dir);
	const char *newest;
	size_t n;

	EXPECT(other != NULL);
	EXPECT(chain_forget(other, 512));
	newest = file_bytes(b->mem, b->link, &n);
	EXPECT(strncmp(newest, "5 ", 2) == 0);
	EXPECT(chain_forget(b->chain, 300));
	EXPECT(strcmp(newest, file_bytes(b->mem, b->link, &n)) == 0);
	/* And the one that was behind knows it now. */
	b->last.seq = 497;
	EXPECT(!chain_append(
	    b->chain, &b->last, chain_opened, CHAIN_FIELDS, b->rows[1].seal));
	b->last.seq = 500;
	EXPECT(chain_append(
	    b->chain, &b->last, chain_opened, CHAIN_FIELDS, b->rows[1].seal));
	chain_close(other);
	chain_book_free(b);
}

UNIT(a_rolled_back_epoch_can_be_sealed_until_it_is_forgotten)
{
	struct chain_book *b = chain_book_new(199);
	struct link before = b->last;
	char seal[CHAIN_SEAL];

	EXPECT(
	    chain_append(b->chain, &b->last, chain_opened, CHAIN_FIELDS, seal));
	before.seq = 98;
	EXPECT(
	    chain_append(b->chain, &before, chain_opened, CHAIN_FIELDS, seal));
	EXPECT(chain_forget(b->chain, 100));
	before.seq = 98;
	EXPECT(
	    !chain_append(b->chain, &before, chain_opened, CHAIN_FIELDS, seal));
	chain_book_free(b);
}

UNIT(what_is_no_key_or_no_seal_is_refused)
{
	static const char *const no_keys[] = { "", "0 ", CHAIN_START "0\n",
		"-1 " CHAIN_START, " " CHAIN_START, "0  " CHAIN_START,
		"x " CHAIN_START, "1234567890123 " CHAIN_START,
		"0 " CHAIN_START " 1", "0 g" };
	struct chain_book *b = chain_book_new(1);
	struct link head;
	struct chain_check c;

	for (size_t i = 0; i < COUNT(no_keys); i++) {
		chain_file_put(b->link, no_keys[i]);
		EXPECT(chain_open(b->dir) == NULL);
		EXPECT(!chain_check_open(&c, b->link));
	}
	chain_file_put(b->link, "0 " CHAIN_START "\n");
	EXPECT(chmod(b->link, 0640) == 0);
	EXPECT(chain_open(b->dir) == NULL);
	EXPECT(chain_open("/nowhere/at/all") == NULL);
	EXPECT(!chain_head_of(NULL, &head) && !chain_head_of("", &head));
	EXPECT(chain_head_of(b->rows[0].seal, &head));
	EXPECT(memcmp(head.head, b->last.head, CHAIN_HEAD) == 0);
	b->rows[0].seal[63] = '=';
	EXPECT(!chain_head_of(b->rows[0].seal, &head));
	chain_book_free(b);
}

static mode_t
mode_of(const char *dir, const char *name, struct arena *mem)
{
	struct stat about;

	EXPECT(stat(arena_fmt(mem, "%s/%s", dir, name), &about) == 0);
	return about.st_mode & 0777;
}

UNIT(keys_are_made_once_and_closed_to_others)
{
	static const char *const names[] = { CHAIN_KEY_START, CHAIN_KEY_LINK,
		CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, CHAIN_KEY_POINTS };
	struct arena *mem = arena_new();
	char above[] = "/tmp/tsunagu-keys.XXXXXX";
	const char *dir, *start, *link;
	size_t n;

	EXPECT(mkdtemp(above) != NULL);
	dir = arena_fmt(mem, "%s/keys", above);
	start = arena_fmt(mem, "%s/" CHAIN_KEY_START, dir);
	link = arena_fmt(mem, "%s/" CHAIN_KEY_LINK, dir);
	EXPECT(chain_make(dir));
	EXPECT(mode_of(dir, ".", mem) == 0700);
	for (size_t i = 0; i < COUNT(names); i++)
		EXPECT(mode_of(dir, names[i], mem) == 0600);
	EXPECT(strcmp(file_bytes(mem, link, &n),
		   arena_fmt(mem, "0 %s", file_bytes(mem, start, &n))) == 0);
	EXPECT(!chain_make(dir));
	for (size_t i = 0; i < COUNT(names); i++) {
		EXPECT(unlink(arena_fmt(mem, "%s/%s", dir, names[i])) == 0);
		EXPECT(i == COUNT(names) - 1 || !chain_make(dir));
	}
	EXPECT(chmod(dir, 0755) == 0);
	EXPECT(!chain_make(dir));
	EXPECT(rmdir(dir) == 0 && rmdir(above) == 0);
	arena_free(mem);
}
